"""Stores, which keep documents and what was found in them, so that a network can grow."""

from __future__ import annotations

import ctypes
import dataclasses
import os
from typing import Any, Callable, Dict, Iterable, List, Optional, Union

from . import _types as t
from ._documents import Source
from ._engine import Engine, make_network
from ._feed import Feed, FeedReader
from ._graph import Graph, counts
from ._library import Call, NoticeFunction, Path, array, path_bytes, word
from ._options import Options

Progress = Optional[Callable[[int], None]]


@dataclasses.dataclass(frozen=True)
class Changes:
    """What a change of a store did: counts of documents, and of judgements that are new or were taken back."""

    added: int
    replaced: int
    """An id that was there, with another text, title or date."""
    unchanged: int
    """Given again, as they were."""
    removed: int
    looked_at_again: int
    """Because of judgements or lists."""
    judgements: int
    forgotten: int
    """Judgements that were taken back."""
    summary: Dict[str, int]
    """Of the network that the store now makes, as of Graph."""


class Store:
    """A store that Engine.build or `relata build` made: its file, or the folder that holds relata.db.

    engine  with the lists and rules that the store was made with; without one it is made of the store's settings

    Every change is made as a whole or not at all, and on disk when the method returns. The networks of a store are
    those that a build of the same documents makes, to the byte.
    """

    def __init__(self, path: Path, engine: Optional[Engine] = None) -> None:
        self._path = path_bytes(path)
        self._given = engine
        self._made: Optional[Engine] = None
        self._closed = False
        _ = self.settings  # what is no store is told now

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Frees the engine that was made for the store; one that was given stays. The file is never left open."""
        if self._made is not None:
            self._made.close()
        self._made, self._closed = None, True

    # ---- changing ----

    def add(self, source: Source, *, jobs: int = 0, notice: Optional[NoticeFunction] = None,
            progress: Progress = None) -> Changes:
        """Adds documents: `source` is as in Engine.build. One whose id is there is replaced if it is another one."""
        call = Call(notice)
        feed = Feed(source, "keep-boilerplate" in self.settings, notice)
        try:
            with FeedReader(feed, call) as reader:
                return self._apply(call, jobs, progress, reader=reader)
        finally:
            feed.close()

    def remove(self, documents: Union[str, Iterable[str]], *, notice: Optional[NoticeFunction] = None) -> Changes:
        """Removes documents by their ids. If one of them is unknown, nothing is removed."""
        listed = [documents] if isinstance(documents, str) else list(documents)
        names = array([_given(document, "a document's id") for document in listed])
        return self._apply(Call(notice), 0, None, removed=ctypes.cast(names, ctypes.POINTER(ctypes.c_char_p)),
                           removed_count=len(listed))

    def judge(self, judgements: Union[str, Iterable[str]], *, jobs: int = 0,
              notice: Optional[NoticeFunction] = None) -> Changes:
        """Adds what you know better: lines as in a file of judgements (docs/cli.md), 'same "Meng Wenzhou" = "Meng
        Wanzhou"'."""
        text = judgements if isinstance(judgements, str) else "\n".join(judgements)
        return self._apply(Call(notice), jobs, None, judgements=_given(text, "judgements"))

    def forget(self, judgements: Union[str, Iterable[str]], *, jobs: int = 0,
               notice: Optional[NoticeFunction] = None) -> Changes:
        """Takes judgements back, given as for `judge`. If one of them is not there, nothing is changed."""
        text = judgements if isinstance(judgements, str) else "\n".join(judgements)
        return self._apply(Call(notice), jobs, None, forgotten=_given(text, "judgements"))

    def renew(self, *, jobs: int = 0, notice: Optional[NoticeFunction] = None, progress: Progress = None) -> Changes:
        """Looks at all documents again, with the lists and rules as they are now; an engine that was given is as it was
        when it was made."""
        if self._made is not None:
            self._made.close()
            self._made = None
        return self._apply(Call(notice), jobs, progress, renew=True)

    def _apply(self, call: Call, jobs: int, progress: Progress, **change: Any) -> Changes:
        changes, summary = t.relata_store_changes(), t.relata_summary()
        options = self._options(call, jobs, progress)
        with self.engine.handle as engine:
            call.run("relata_store_apply", engine, self._path, ctypes.byref(t.relata_store_change(**change)),
                     ctypes.byref(options.struct), None, ctypes.byref(changes), ctypes.byref(summary))
        return Changes(**counts(changes), summary=counts(summary))

    # ---- asking ----

    def network(self, *, jobs: int = 0, notice: Optional[NoticeFunction] = None, **shape: Any) -> Graph:
        """The network of the store. `shape` are the arguments of Engine.build that decide what becomes of what was
        found: weight, min_weight, min_count, min_documents, since, until, backbone, alpha, ego, depth, top, measures,
        resolution, layout, slice, seed. The others were decided when the store was made."""
        call = Call(notice)
        options = self._options(call, jobs, None)
        options.set_shape(**shape)
        with self.engine.handle as engine:
            return make_network(call, "relata_store_network", engine, self._path, ctypes.byref(options.struct))

    def check(self) -> None:
        """Looks through the whole store for damage. What is found first is raised as an Error."""
        Call().run("relata_store_check", self._path)

    @property
    def judgements(self) -> List[str]:
        """The judgements that are kept, as `judge` and `forget` take them."""
        found: List[str] = []
        call = Call()

        def receive(_user: Any, line: int) -> bool:
            found.append(ctypes.string_at(line).decode("utf-8"))
            return True

        call.run("relata_store_judgements", self._path, t.TYPES["relata_judgement_fn"](call.guard(receive, False)), None)
        return found

    @property
    def settings(self) -> Dict[str, str]:
        """What decides what is found, by the names of the program's options: {"window": "sentence", …}."""
        found: Dict[str, str] = {}
        call = Call()

        def receive(_user: Any, setting: Any) -> bool:
            found[os.fsdecode(setting[0].name)] = os.fsdecode(setting[0].value)
            return True

        call.run("relata_store_settings", self._path, t.TYPES["relata_setting_fn"](call.guard(receive, False)), None)
        return found

    # ---- inside ----

    @property
    def engine(self) -> Engine:
        """The one that was given, or that is made of the settings."""
        if self._closed:
            raise ValueError("the store is closed")
        if self._given is not None:
            return self._given
        if self._made is None:
            settings = self.settings
            gazetteers: List[Path] = [path for path in settings.get("gazetteer", "").split("\n") if path]
            self._made = Engine(gazetteers, defaults="no-default-gazetteers" not in settings,
                                weights=settings.get("weights"))
        return self._made

    @staticmethod
    def _options(call: Call, jobs: int, progress: Progress) -> Options:
        options = Options("relata_build_options", call)
        options.set_common(None, jobs, None, False, False)
        options.set_progress(call, progress)
        return options


def merge(stores: Iterable[Path], path: Path, *, engine: Optional[Engine] = None, jobs: int = 0,
          notice: Optional[NoticeFunction] = None) -> Changes:
    """Joins stores that were built apart, with the same lists and settings, into a new one at `path`. Their order does not
    matter: of two texts under one id the one with the smallest SHA-256 stays. Without an engine one is made of the first
    store's settings."""
    listed = [stores] if isinstance(stores, str) or hasattr(stores, "__fspath__") else list(stores)
    names = array([path_bytes(store) for store in listed])
    if not listed:
        raise ValueError("no stores are given")
    call, changes, summary = Call(notice), t.relata_store_changes(), t.relata_summary()
    options = Options("relata_build_options", call)
    options.set_common(None, jobs, None, False, False)
    with Store(listed[0], engine) as first, first.engine.handle as handle:
        call.run("relata_store_merge", handle, ctypes.cast(names, ctypes.POINTER(ctypes.c_char_p)), len(listed),
                 path_bytes(path), ctypes.byref(options.struct), ctypes.byref(changes), ctypes.byref(summary))
    return Changes(**counts(changes), summary=counts(summary))


def _given(text: Any, what: str) -> bytes:
    """A string that is not None."""
    if text is None:
        raise TypeError(f"{what} must be a string, not None")
    return word(text, what) or b""
