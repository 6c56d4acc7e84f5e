"""How documents come to the library: from paths by its own reader, or from an iterable of documents in memory."""

from __future__ import annotations

import ctypes
from typing import Any, Iterator, Optional

from . import _types as t
from ._documents import Lent, Source, as_document, split_source
from ._library import Call, Handle, NoticeFunction, array, library, path_bytes

_BATCH_BYTES = 1 << 24


def _file_reader(paths: Any, call: Call, keep_boilerplate: bool) -> Handle:
    address = ctypes.c_void_p()
    names = [path_bytes(path) for path in paths]
    call.run("relata_reader_new", array(names), len(names), call.notice, None, ctypes.byref(address))
    library().relata_reader_keep_boilerplate(address, bool(keep_boilerplate))
    return Handle(address.value or 0, "relata_reader_free", "reader")


class Feed:
    """Where documents come from, one after the other. `bounded` readers take some of them and leave the rest."""

    def __init__(self, source: Source, keep_boilerplate: bool = False, notice: Optional[NoticeFunction] = None) -> None:
        paths, self._items = split_source(source)
        self.ended = False
        self.failed: Optional[Exception] = None
        self._count = 0
        self._lent: Optional[Lent] = None
        # The files' reader calls this one's notices as long as it lives.
        self._call = Call(notice)
        self._files = None if paths is None else _file_reader(paths, self._call, keep_boilerplate)

    def next(self, document: Any, error: Any) -> int:
        status = self._next_file(document, error) if self._files is not None else self._next_item(document)
        self.ended = self.ended or status != t.OK
        return status

    def _next_file(self, document: Any, error: Any) -> int:
        with self._files as reader:  # type: ignore[union-attr]
            status = self._call.apply("relata_reader_next", reader, document, error)
        if self._call.raised is not None:
            raise self._call.raised
        return status

    def _next_item(self, document: Any) -> int:
        """What an iterable raises, or a document that is none, is kept: what came before it is still looked at."""
        try:
            given = as_document(next(self._items))
            self._count += 1
            self._lent = Lent(given, str(self._count))
        except StopIteration:
            return t.END
        except Exception as error:  # pylint: disable=broad-except
            self.failed = error
            return t.END
        self._lent.fill(document[0])
        return t.OK

    @property
    def origin(self) -> Optional[int]:
        """The reader of the files, whose skipped inputs count."""
        if self._files is None:
            return None
        with self._files as reader:
            return reader

    def check(self) -> None:
        if self.failed is not None:
            raise self.failed

    def close(self) -> None:
        if self._files is not None:
            self._files.close()


class FeedReader:
    """A reader of the library over a feed, for one call: of all that is left, or of some documents."""

    def __init__(self, feed: Feed, call: Call, most: Optional[int] = None) -> None:
        left, left_bytes = most, _BATCH_BYTES

        def next_document(_user: Any, document: Any, error: Any) -> int:
            nonlocal left, left_bytes
            if feed.ended or left == 0 or (most is not None and left_bytes <= 0):
                return t.END
            status = feed.next(document, error)
            if most is None:
                feed.check()  # half of the documents make no network
            if status == t.OK:
                left = None if left is None else left - 1
                left_bytes -= document[0].text_length
            return status

        self._next = t.TYPES["relata_next_fn"](call.guard(next_document, t.ERROR_ARGUMENT))
        address = ctypes.c_void_p()
        call.run("relata_reader_of_documents", self._next, None, call.notice, None, ctypes.byref(address))
        library().relata_reader_draw_on(address, feed.origin)
        self._handle = Handle(address.value or 0, "relata_reader_free", "reader")

    def __enter__(self) -> int:
        return self._handle.__enter__()

    def __exit__(self, *what: Any) -> None:
        self._handle.__exit__(*what)
        self._handle.close()


def batches(most: int) -> Iterator[int]:
    """1, 2, 4 and so on: the first results come at once, and threads have enough to do later."""
    size = 1
    while True:
        yield size
        size = min(2 * size, most)
