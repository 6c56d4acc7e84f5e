"""From Python's arguments to the structs of options. What C would take in silence, such as a number below zero, is
refused here."""

from __future__ import annotations

import ctypes
import datetime
from typing import Any, Callable, List, Optional, Sequence, Tuple, Union

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

    # ---- of networks ----

    def set_shape(self, *, weight: str = "count", min_weight: float = 0, min_count: int = 0, min_documents: int = 0,
                  since: Day = None, until: Day = None, backbone: Optional[str] = None, alpha: float = 0.05,
                  ego: Optional[str] = None, depth: int = 1, top: int = 0,
                  measures: Union[str, Sequence[str], None] = None, resolution: float = 1, layout: str = "auto",
                  slice: Optional[str] = None, seed: int = 1) -> None:  # pylint: disable=redefined-builtin
        """What becomes of what was found: the options that a store can be asked with again and again."""
        self.set_list("measures", "measure_count", measures, "a measure")
        self.set(
            weight=choice("relata_weight", weight, "weight"),
            backbone=choice("relata_backbone", backbone or "none", "backbone"),
            layout=choice("relata_layout", layout, "layout"),
            slice=choice("relata_slicing", slice or "none", "slice"), min_weight=float(min_weight), alpha=float(alpha),
            resolution=float(resolution), min_count=whole(min_count, "min_count"),
            min_documents=whole(min_documents, "min_documents"), depth=whole(depth, "depth"), top=whole(top, "top"),
            seed=whole(seed, "seed"), since=day(since, "since"), until=day(until, "until"), ego=word(ego, "ego"))

    def set_store(self, path: bytes, settings: Sequence[Tuple[bytes, bytes]]) -> None:
        listed = self.keep((t.relata_setting * max(1, len(settings)))(*settings))
        self.set(store=path, settings=ctypes.cast(listed, ctypes.POINTER(t.relata_setting)),
                 setting_count=len(settings))

    def set_progress(self, call: Call, progress: Optional[Callable[[int], None]]) -> None:
        if progress is not None:
            told = call.guard(lambda _user, documents: progress(documents), None)
            self.set(progress=t.TYPES["void (*)(void *, size_t)"](told))
