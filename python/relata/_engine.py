"""Engines: what to look for, and looking."""

from __future__ import annotations

import ctypes
import threading
from typing import Any, Callable, Iterable, Iterator, List, Optional, Sequence, Tuple, Union

from . import _types as t
from ._documents import Document, Extraction, Mention, Source, lend, read_extraction
from ._feed import Feed, FeedReader, batches
from ._graph import Graph, counts
from ._library import Call, Collector, Handle, NoticeFunction, Path, find_data, library, path_bytes, word
from ._options import Day, Options, choice, whole

Words = Union[str, Sequence[str], None]

# igraph is not thread-safe. One thread may build while its documents are made by building another network.
_building = threading.RLock()


def settings_of(gazetteers: Sequence[Path], defaults: bool, weights: Optional[Path]) -> List[Tuple[bytes, bytes]]:
    """What a store keeps of an engine, so that another one can be made for it: as the program writes it."""
    settings = [(b"gazetteer", b"\n".join(map(path_bytes, gazetteers)))] if gazetteers else []
    if weights is not None:
        settings.append((b"weights", path_bytes(weights)))
    if not defaults:
        settings.append((b"no-default-gazetteers", b"yes"))
    return settings


def make_network(call: Call, name: str, *arguments: Any) -> Graph:
    """Calls a function whose last arguments are a network, its summary and the error."""
    address, summary = ctypes.c_void_p(), t.relata_summary()
    try:
        with _building:
            call.run(name, *arguments, ctypes.byref(address), ctypes.byref(summary))
    except BaseException:
        # A callback may have failed when the network was there already.
        if address.value:
            library().relata_network_free(address)
        raise
    return Graph(Handle(address.value or 0, "relata_network_free", "network"), counts(summary))


class _Receiver:
    """Takes what is found in documents, as lines of JSON, while the library has it."""

    def __init__(self, call: Call) -> None:
        self.lines: List[bytes] = []
        self._collector = Collector()
        self.callback = t.TYPES["relata_extraction_fn"](call.guard(self._receive, False))

    def _receive(self, _user: Any, extraction: int) -> bool:
        self.lines.append(self._collector.collect("relata_extraction_write_json", extraction))
        return True


class Engine:
    """What to look for: lists of names, and the rules and weights that decide.

    gazetteers  lists of your own: .tsv files, compiled ones, folders, files of rules
    defaults    whether the lists that come with relata are used; their rules always are
    weights     learned weights in place of those that come with relata
    data        the folder of what comes with relata; else $RELATA_GAZETTEERS, or what lies beside the library

    An engine may be used by many threads at once. Closing it, or leaving its `with`, frees its memory.
    """

    def __init__(self, gazetteers: Union[Path, Iterable[Path]] = (), *, defaults: bool = True,
                 weights: Optional[Path] = None, data: Optional[Path] = None) -> None:
        listed = [gazetteers] if isinstance(gazetteers, str) or hasattr(gazetteers, "__fspath__") else list(gazetteers)
        shipped = path_bytes(find_data() if data is None else data)
        self._settings = settings_of(listed, defaults, weights)
        call, address = Call(), ctypes.c_void_p()
        call.run("relata_engine_new", ctypes.byref(address))
        self._handle = Handle(address.value or 0, "relata_engine_free", "engine", shared=True)
        try:
            if defaults:
                call.run("relata_engine_add_gazetteer", address, shipped, True)
            call.run("relata_engine_add_rules", address, shipped)
            for path in listed:
                call.run("relata_engine_add_gazetteer", address, path_bytes(path), False)
            if weights is not None:
                call.run("relata_engine_use_weights", address, path_bytes(weights))
            call.run("relata_engine_seal", address)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Frees the engine. What was found stays."""
        self._handle.close()

    def has_type(self, type: str) -> bool:  # pylint: disable=redefined-builtin
        """Whether mentions can have this type: person, place, organisation, or one of the lists."""
        with self._handle as engine:
            return bool(library().relata_engine_has_type(engine, word(type, "a type")))

    # ---- one text ----

    def mentions(self, text: str, *, types: Words = None) -> List[Mention]:
        """Who and what a text names, in its order: text[m.start:m.end] == m.text for each mention m."""
        return self.analyse(text, types=types).mentions

    def analyse(self, text: Union[str, Document], *, types: Words = None, explain: bool = False,
                judgements: Optional[Path] = None, keep_furniture: bool = False, keep_repeats: bool = False,
                notice: Optional[NoticeFunction] = None) -> Extraction:
        """The mentions of a text and what its sentences state; with `explain` also why each mention is one."""
        call = Call(notice)
        document = text if isinstance(text, Document) else Document(text)
        lent, struct = lend(document)
        options = self._extract_options(call, types, explain, False, judgements, keep_furniture, keep_repeats, 1)
        receiver = _Receiver(call)
        with self._handle as engine:
            call.run("relata_extract_text", engine, ctypes.byref(struct), ctypes.byref(options.struct),
                     receiver.callback, None)
        del lent
        if not receiver.lines:
            return Extraction(document.id or "1", document.title, None, None, [], [])
        return read_extraction(receiver.lines[0], document.text)

    # ---- many documents ----

    def extract(self, source: Source, *, types: Words = None, explain: bool = False, text: bool = False,
                judgements: Optional[Path] = None, keep_furniture: bool = False, keep_repeats: bool = False,
                keep_boilerplate: bool = False, jobs: int = 0, batch: int = 256,
                notice: Optional[NoticeFunction] = None) -> Iterator[Extraction]:
        """What each document names, one after the other, in the order of the documents.

        `source` is a path or several (files, folders, "-"), or an iterable of documents: relata.Document, or mappings
        with "text" and perhaps "id", "title" and "date". Strings are always paths. Documents are asked for in the
        calling thread, in batches that grow from one to `batch`, so that the iterable may be endless; `batch=1` gives
        each result before the next document is asked for. What an iterable raises comes out after the results of the
        documents before.

        `notice(error, skipped)` is called for inputs that are left out or repaired; without it they are warnings
        (relata.Notice).
        """
        if whole(batch, "batch") == 0:
            raise ValueError("batch must be 1 or more")
        feed = Feed(source, keep_boilerplate, notice)

        def arguments(call: Call, size: int) -> Options:
            used = 1 if size == 1 else jobs
            return self._extract_options(call, types, explain, text, judgements, keep_furniture, keep_repeats, used)

        arguments(Call(), 2)  # wrong arguments are told now, not when the first result is asked for
        return self._extract(feed, arguments, batch, notice)

    def _extract(self, feed: Feed, arguments: Callable[[Call, int], Options], batch: int,
                 notice: Optional[NoticeFunction]) -> Iterator[Extraction]:
        try:
            for size in batches(batch):
                call = Call(notice)
                options, receiver = arguments(call, size), _Receiver(call)
                with self._handle as engine, FeedReader(feed, call, size) as reader:
                    call.run("relata_extract", engine, reader, ctypes.byref(options.struct), receiver.callback, None,
                             None)
                for line in receiver.lines:
                    yield read_extraction(line)
                feed.check()
                if feed.ended:
                    return
        finally:
            feed.close()

    @staticmethod
    def _extract_options(call: Call, types: Words, explain: bool, text: bool, judgements: Optional[Path],
                         keep_furniture: bool, keep_repeats: bool, jobs: int) -> Options:
        options = Options("relata_extract_options", call)
        options.set_common(types, jobs, judgements, keep_furniture, keep_repeats)
        options.set(explain=bool(explain), with_text=bool(text))
        return options

    # ---- a network ----

    def build(self, source: Source, *, window: Union[str, int] = "sentence", weight: str = "count",
              min_weight: float = 0, min_count: int = 0, min_documents: int = 0, types: Words = None,
              since: Day = None, until: Day = None, backbone: Optional[str] = None, alpha: float = 0.05,
              ego: Optional[str] = None, depth: int = 1, top: int = 0, measures: Words = None, resolution: float = 1,
              layout: str = "auto", slice: Optional[str] = None, seed: int = 1, jobs: int = 0,
              judgements: Optional[Path] = None, keep_furniture: bool = False, keep_repeats: bool = False,
              keep_copies: bool = False, keep_boilerplate: bool = False, store: Optional[Path] = None,
              notice: Optional[NoticeFunction] = None,
              progress: Optional[Callable[[int], None]] = None) -> Graph:  # pylint: disable=redefined-builtin
        """The network of who appears with whom, and of what sentences state.

        `source` and `notice` are as in `extract`; `progress(documents)` is called now and then. The other arguments are
        the options of `relata build` (docs/cli.md); `window` is "sentence", "paragraph", "document" or a number of
        words, `slice` "year", "quarter", "month", "week" or "day". With `store` the documents and what was found in
        them are kept in this file, for relata.Store; it is there, or replaced as a whole, when the build is done.
        """
        call = Call(notice)
        options = Options("relata_build_options", call)
        options.set_common(types, jobs, judgements, keep_furniture, keep_repeats)
        if isinstance(window, str):
            options.set(window=choice("relata_window", window, "window"))
        else:
            options.set(window=t.CHOICES["relata_window"]["tokens"], window_tokens=whole(window, "window"))
        options.set_shape(
            weight=weight, min_weight=min_weight, min_count=min_count, min_documents=min_documents, since=since,
            until=until, backbone=backbone, alpha=alpha, ego=ego, depth=depth, top=top, measures=measures,
            resolution=resolution, layout=layout, slice=slice, seed=seed)
        options.set(keep_copies=bool(keep_copies))
        options.set_progress(call, progress)
        place = None if store is None else path_bytes(store)
        if place is not None:
            boilerplate = [(b"keep-boilerplate", b"yes")] if keep_boilerplate else []
            options.set_store(place, [*self._settings, *boilerplate])
        return self._build(Feed(source, keep_boilerplate, notice), call, options, place)

    def _build(self, feed: Feed, call: Call, options: Options, store: Optional[bytes]) -> Graph:
        try:
            with self._handle as engine, FeedReader(feed, call) as reader:
                graph = make_network(call, "relata_build", engine, reader, ctypes.byref(options.struct))
                if store is not None:
                    graph.keep_store(store)
                return graph
        finally:
            feed.close()

    @property
    def handle(self) -> Handle:
        """For the other files of this module."""
        return self._handle
