"""Finding the C library, and calling it: errors become exceptions, and exceptions in callbacks stop the call and come
out of it."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import pathlib
import threading
import warnings
import weakref
from typing import Any, Callable, Iterator, List, Optional, Sequence, Union

from . import _types as t
from ._errors import Code, Error, LibraryError, Notice
from ._signals import Deferral

VERSION = "0.1.0"
VARIABLE = "RELATA_LIBRARY"
DATA_VARIABLE = "RELATA_GAZETTEERS"
_NAME = "librelata.so.0"

Path = Union[str, "os.PathLike[str]"]
NoticeFunction = Callable[[Error, bool], None]

_lock = threading.Lock()
_library: Optional[ctypes.CDLL] = None


# ---- finding ----

def checkouts() -> Iterator[pathlib.Path]:
    """Where this module's checkout may lie: around this file, and where it was installed from."""
    yield pathlib.Path(__file__).resolve().parents[2]
    try:
        from . import _checkout  # type: ignore[attr-defined]
        yield pathlib.Path(_checkout.CHECKOUT)
    except ImportError:
        pass


def _candidates() -> Iterator[str]:
    for checkout in checkouts():
        path = checkout / "build" / "src" / _NAME
        if (checkout / "meson.build").is_file() and path.is_file():
            yield str(path)
    yield _NAME
    found = ctypes.util.find_library("relata")
    if found:
        yield found
    for folder in ("/usr/local/lib", "/usr/lib"):
        yield from map(str, sorted(pathlib.Path(folder).glob(f"**/{_NAME}")))


def _open(path: str) -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(path)
        for name, (result, *arguments) in t.FUNCTIONS.items():
            function = getattr(library, name)
            function.restype = t.TYPES[result]
            function.argtypes = [t.TYPES[argument] for argument in arguments]
    except (OSError, AttributeError) as error:
        raise LibraryError(f"{path} cannot be used: {error}") from error
    version = library.relata_version().decode()
    if version != VERSION:
        raise LibraryError(f"{path} is relata {version}, and this module needs {VERSION}")
    return library


def _find() -> ctypes.CDLL:
    named = os.environ.get(VARIABLE)
    if named:
        return _open(named)
    tried: List[str] = []
    for path in _candidates():
        try:
            return _open(path)
        except LibraryError as error:
            tried.append(str(error))
    raise LibraryError("librelata was not found; " + "; ".join(tried) + f"; {VARIABLE} can name it")


def load(path: Optional[Path] = None) -> None:
    """Loads the C library: this file, or the first of $RELATA_LIBRARY, the build folder of the checkout, the system's.

    It is called by itself when the library is needed first, so it matters only for naming a file. One process has one
    library.
    """
    global _library
    with _lock:
        if _library is None:
            _library = _find() if path is None else _open(os.fspath(path))
        elif path is not None and not os.path.samefile(path, where(_library)):
            raise LibraryError(f"another library was loaded before: {where(_library)}")


def library() -> ctypes.CDLL:
    if _library is None:
        load()
    assert _library is not None
    return _library


class _Place(ctypes.Structure):
    _fields_ = [("file", ctypes.c_char_p), ("base", ctypes.c_void_p), ("name", ctypes.c_char_p),
                ("address", ctypes.c_void_p)]


def where(loaded: ctypes.CDLL) -> str:
    """The file of the library, as the system's loader knows it."""
    place = _Place()
    find = ctypes.CDLL(None).dladdr
    find.argtypes = [ctypes.c_void_p, ctypes.POINTER(_Place)]
    found = find(ctypes.cast(loaded.relata_version, ctypes.c_void_p), ctypes.byref(place))
    return os.fsdecode(place.file) if found and place.file else _NAME


def find_data() -> str:
    """The folder of the lists and rules that come with relata."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return named
    folder = pathlib.Path(where(library())).resolve().parent
    places = [folder.parent / "gazetteers", *(up / "share/relata/gazetteers" for up in folder.parents[:3])]
    places += [checkout / inside for checkout in checkouts() for inside in ("build/gazetteers", "gazetteers")]
    places += [pathlib.Path("/usr/local/share/relata/gazetteers"), pathlib.Path("/usr/share/relata/gazetteers")]
    for place in places:
        if (place / "en").is_dir():
            return str(place)
    raise LibraryError(f"the lists that come with relata were not found; {DATA_VARIABLE} or the argument data can name "
                       "them")


# ---- words ----

def encode(text: str) -> bytes:
    """A text as the library takes it. Half a surrogate pair is no character, so it becomes U+FFFD, as bad bytes do."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text).encode("utf-8")


def word(text: Optional[str], what: str) -> Optional[bytes]:
    """A string that ends in NUL."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise TypeError(f"{what} must be a string, not {type(text).__name__}")
    if "\0" in text:
        raise ValueError(f"{what} holds a NUL")
    return encode(text)


def path_bytes(path: Path) -> bytes:
    name = os.fsencode(path)
    if b"\0" in name:
        raise ValueError("a path holds a NUL")
    return name


def array(items: Sequence[Optional[bytes]]) -> Any:
    return (ctypes.c_char_p * max(1, len(items)))(*items)


# ---- calling ----

def error_of(what: Any) -> Error:
    code = Code(what.status) if what.status >= Code.MEMORY else Code.LIBRARY
    message, source = (text.decode("utf-8", "replace") for text in (what.message, what.source))
    return Error(code, message, source, what.line, what.column)


class Call:
    """One call of the library with its callbacks. An exception in one of them makes the library stop and is raised anew
    when it has returned; until then all callbacks say that they failed."""

    def __init__(self, notice: Optional[NoticeFunction] = None) -> None:
        self.error = t.relata_error()
        self.raised: Optional[BaseException] = None
        self._deferral = Deferral()
        self._notice = notice
        self._callback: Any = None

    @property
    def notice(self) -> Any:
        """The callback for notices; made when it is needed first."""
        if self._callback is None:
            self._callback = t.TYPES["relata_notice_fn"](self._tell)
        return self._callback

    def guard(self, function: Callable[..., Any], failed: Any) -> Callable[..., Any]:
        """The function as a callback that returns `failed` instead of raising."""
        def guarded(*arguments: Any) -> Any:
            if self.raised is not None:
                return failed
            try:
                return self._deferral.inside(function, arguments)
            except BaseException as error:  # pylint: disable=broad-except
                self.raised = error
                return failed
        return guarded

    def _tell(self, _user: Any, what: Any, skipped: bool) -> None:
        def tell() -> None:
            error = error_of(what[0])
            if self._notice is not None:
                self._notice(error, skipped)
            else:
                warnings.warn(Notice(error, skipped), stacklevel=2)
        self.guard(tell, None)()

    def check(self, status: int) -> int:
        """Raises what a callback raised, or what the library refused. RELATA_END passes."""
        if self.raised is not None:
            raise self.raised
        if status not in (t.OK, t.END):
            raise error_of(self.error)
        return status

    def run(self, name: str, *arguments: Any) -> int:
        """Calls a function whose last argument is the error."""
        return self.check(self.apply(name, *arguments, ctypes.byref(self.error)))

    def apply(self, name: str, *arguments: Any) -> int:
        """Calls a function that takes its own error, and returns what it returns."""
        function = getattr(library(), name)
        with self._deferral:
            status = function(*arguments)
        if self.raised is None:
            self._deferral.run_waiting()
        return int(status)


class Collector:
    """A writer that keeps what the library writes. It can be used again."""

    def __init__(self) -> None:
        self._call = Call()
        self._pieces: List[bytes] = []
        self._write = t.TYPES["relata_write_fn"](self._call.guard(self._keep, False))

    def _keep(self, _user: Any, address: int, length: int) -> bool:
        if length > 0:
            self._pieces.append(ctypes.string_at(address, length))
        return True

    def collect(self, name: str, *arguments: Any) -> bytes:
        """What a function writes whose last arguments are a writer, its user and the error."""
        self._pieces.clear()
        self._call.run(name, *arguments, self._write, None)
        return b"".join(self._pieces)


# ---- objects ----

class Handle:
    """The address of an object of the library, freed once: by `close`, or when nobody has it any more. While a call
    uses it, it cannot be closed. One that is not shared is used by one thread at a time; the others wait."""

    def __init__(self, address: int, free: str, what: str, shared: bool = False) -> None:
        self._address: Optional[int] = address
        self._what = what
        self._users = 0
        self._guard = threading.Lock()
        self._turn = None if shared else threading.RLock()
        self._free = weakref.finalize(self, getattr(library(), free), address)

    def __enter__(self) -> int:
        if self._turn is not None:
            self._turn.acquire()
        with self._guard:
            if self._address is not None:
                self._users += 1
                return self._address
        if self._turn is not None:
            self._turn.release()
        raise ValueError(f"the {self._what} is closed")

    def __exit__(self, *_: Any) -> None:
        with self._guard:
            self._users -= 1
        if self._turn is not None:
            self._turn.release()

    @property
    def closed(self) -> bool:
        return self._address is None

    def close(self) -> None:
        with self._guard:
            if self._users > 0:
                raise RuntimeError(f"the {self._what} is in use")
            self._address = None
        self._free()
