"""Documents, and what is found in one of them."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Union

from . import _types as t
from ._library import Path, encode, word


@dataclasses.dataclass(frozen=True)
class Document:
    """A document that is in memory. Without an id it is called by its number, from 1. The date may be written in any
    form that a line of JSON may have; without one the first lines of the text are asked."""

    text: str
    id: Optional[str] = None
    title: Optional[str] = None
    date: Union[str, datetime.date, None] = None


@dataclasses.dataclass(frozen=True)
class Reason:
    """A piece of evidence, and what it adds to the sum of each type."""

    evidence: str
    person: float
    place: float
    organisation: float


@dataclasses.dataclass(frozen=True)
class Mention:
    """A stretch of text that names an entity: text[start:end] of a Python string."""

    start: int
    end: int
    text: str
    type: str
    entity: str
    """Its id, such as "person:mark-carney"."""
    name: str
    """Its label, such as "Mark Carney"."""
    source: str
    """The list, the pattern or the kind of evidence that found it."""
    repeated: bool = False
    """In a passage that the document says a second time."""
    sums: Optional[Dict[str, float]] = None
    reasons: Tuple[Reason, ...] = ()


@dataclasses.dataclass(frozen=True)
class Relation:
    """What a sentence states of two entities; all offsets are indexes of a Python string."""

    subject: str
    relation: str
    object: str
    modality: str
    """"asserted", "reported" or "planned"."""
    sentence: int
    """From 1."""
    text: str
    """The sentence, white space collapsed."""
    start: int
    end: int
    subject_start: int
    subject_end: int
    object_start: int
    object_end: int
    past: bool = False


@dataclasses.dataclass(frozen=True)
class Extraction:
    """What one document names, in the order of its text."""

    id: str
    title: Optional[str]
    date: Optional[str]
    text: Optional[str]
    mentions: List[Mention]
    relations: List[Relation]


def _mention(values: Dict[str, Any]) -> Mention:
    if "reasons" in values:
        values["reasons"] = tuple(Reason(**reason) for reason in values["reasons"])
    return Mention(**values)


def read_extraction(line: bytes, text: Optional[str] = None) -> Extraction:
    """What a line of JSON says. With the text that was asked, mentions have their words from there: half a surrogate
    pair then is itself, and not the character that stood for it."""
    values = json.loads(line)
    for mention in values["mentions"] if text is not None else []:
        mention["text"] = text[mention["start"]:mention["end"]]
    return Extraction(
        values["id"], values.get("title"), values.get("date"), values.get("text"),
        [_mention(mention) for mention in values["mentions"]],
        [Relation(**relation) for relation in values.get("relations", [])])


# ---- what users give ----

Given = Union[Document, Mapping[str, Any]]
Source = Union[Path, Iterable[Path], Iterable[Given]]


def as_document(given: Any) -> Document:
    if isinstance(given, Document):
        return given
    if isinstance(given, Mapping):
        name = given.get("id")
        name = str(name) if isinstance(name, int) else name
        return Document(given["text"], name, given.get("title"), given.get("date"))
    raise TypeError(f"a document is a relata.Document or a mapping with a text, not {type(given).__name__}")


def is_path(given: Any) -> bool:
    return isinstance(given, (str, os.PathLike))


def split_source(source: Source) -> Tuple[Optional[List[Path]], Iterator[Any]]:
    """The paths, or None and the documents."""
    if is_path(source):
        return [source], iter(())  # type: ignore[list-item]
    if isinstance(source, (Document, Mapping)):
        return None, iter([source])
    items = iter(source)  # type: ignore[arg-type]
    try:
        first = next(items)
    except StopIteration:
        return None, iter(())
    if not is_path(first):
        return None, _before(first, items)
    paths = [first, *items]
    if not all(is_path(path) for path in paths):
        raise TypeError("paths and documents cannot be mixed")
    return paths, iter(())


def _before(first: Any, items: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from items


class Lent:
    """A document as the library takes it. Its bytes must live as long as the library looks at them."""

    def __init__(self, document: Document, number: str = "1") -> None:
        if not isinstance(document.text, str):
            raise TypeError(f"a document's text must be a string, not {type(document.text).__name__}")
        date = document.date.isoformat() if isinstance(document.date, datetime.date) else document.date
        self.text = encode(document.text)
        self.id = word(document.id or number, "a document's id")
        self.title = word(document.title, "a document's title")
        self.date = word(date, "a document's date")

    def fill(self, struct: Any) -> None:
        struct.id, struct.title, struct.date = self.id, self.title, self.date
        struct.text, struct.text_length = self.text, len(self.text)


def lend(document: Document) -> Tuple[Lent, Any]:
    lent, struct = Lent(document), t.relata_document()
    lent.fill(struct)
    return lent, struct
