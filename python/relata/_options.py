"""From Python's arguments to the structs of options. What C would take in silence, such as a number below zero, is
refused here."""

from __future__ import annotations

import ctypes
import datetime
from typing import Any, List, Optional, Sequence, Union

from . import _types as t
from ._library import Call, Path, array, library, path_bytes, word

Day = Union[str, datetime.date, None]


def whole(value: Any, what: str, bits: int = 64) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{what} must be a whole number, not {value!r}")
    if not 0 <= value < 1 << bits:
        raise ValueError(f"{what} must be from 0 to 2^{bits} - 1, not {value}")
    return value


def choice(enum: str, value: str, what: str) -> int:
    choices = t.CHOICES[enum]
    if value not in choices:
        raise ValueError(f"{what} must be one of {', '.join(choices)}, not {value!r}")
    return choices[value]


def words(values: Union[str, Sequence[str], None], what: str) -> List[Optional[bytes]]:
    return [word(value, what) for value in ([values] if isinstance(values, str) else values or [])]


def day(value: Day, what: str) -> Optional[bytes]:
    if isinstance(value, datetime.datetime):
        value = value.date()
    return word(value.isoformat() if isinstance(value, datetime.date) else value, what)


class Options:
    """A struct of options, and what it points to, which must live as long."""

    def __init__(self, kind: str, call: Call) -> None:
        self.struct = t.TYPES[kind]()
        getattr(library(), f"{kind}_init")(ctypes.byref(self.struct))
        self.struct.notice = call.notice
        self._kept: List[Any] = [call]

    def keep(self, value: Any) -> Any:
        self._kept.append(value)
        return value

    def set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.struct, name, self.keep(value))

    def set_list(self, field: str, count: str, values: Union[str, Sequence[str], None], what: str) -> None:
        """None leaves the library's default."""
        if values is not None:
            listed = words(values, what)
            address = ctypes.cast(self.keep(array(listed)), ctypes.POINTER(ctypes.c_char_p))
            self.set(**{field: address, count: len(listed)})

    def set_common(self, types: Union[str, Sequence[str], None], jobs: int, judgements: Optional[Path],
                   keep_furniture: bool, keep_repeats: bool) -> None:
        self.set_list("types", "type_count", types, "a type")
        self.set(jobs=whole(jobs, "jobs", 32), judgements=None if judgements is None else path_bytes(judgements),
                 keep_furniture=bool(keep_furniture), keep_repeats=bool(keep_repeats))
