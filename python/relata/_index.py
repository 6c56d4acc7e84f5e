"""Looking names up in a network that was saved."""

from __future__ import annotations

import ctypes
import dataclasses
import json
from typing import Any, Dict, Iterator, List, Optional, Tuple

from . import _types as t
from ._graph import Evidence
from ._library import Call, Collector, Handle, Path, path_bytes, word
from ._options import Day, choice, day, whole

_ALL = ctypes.c_size_t(-1).value


@dataclasses.dataclass(frozen=True)
class Neighbour:
    """Somebody who appears with an entity, and the sentences that show it."""

    id: str
    label: str
    type: str
    weight: float
    count: int
    evidence: Tuple[Evidence, ...]


@dataclasses.dataclass(frozen=True)
class Found:
    """An entity that has the name."""

    id: str
    label: str
    type: str
    aliases: List[str]
    mentions: int
    documents: int
    first_seen: Optional[str]
    last_seen: Optional[str]
    neighbours: List[Neighbour]
    """The heaviest first."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """The entities that a name means, most mentioned first. False if there are none; then `suggestions` has the nearest
    names."""

    query: str
    entities: List[Found]
    suggestions: List[str]

    def __iter__(self) -> Iterator[Found]:
        return iter(self.entities)

    def __len__(self) -> int:
        return len(self.entities)

    def __getitem__(self, number: int) -> Found:
        return self.entities[number]


def _neighbour(values: Dict[str, Any]) -> Neighbour:
    places = tuple(Evidence(**place) for place in values.pop("evidence"))
    return Neighbour(**values, evidence=places)


def _found(values: Dict[str, Any]) -> Found:
    neighbours = [_neighbour(neighbour) for neighbour in values.pop("neighbours")]
    return Found(**values, neighbours=neighbours)


class Index:
    """A network that was saved, or a store, opened for look-ups. Threads that ask at once wait for each other."""

    def __init__(self, path: Path) -> None:
        call, address = Call(), ctypes.c_void_p()
        call.run("relata_index_open", path_bytes(path), ctypes.byref(address))
        self._handle = Handle(address.value or 0, "relata_index_free", "index")

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Frees the index. Answers stay."""
        self._handle.close()

    def find(self, name: str, matching: str = "name", *, type: Optional[str] = None, since: Day = None,
             until: Day = None, limit: int = 0,
             neighbours: Optional[int] = None) -> Answer:  # pylint: disable=redefined-builtin
        """Who has this name: as a label, an alias or an id; case, accents, hyphens and full stops do not matter.

        In a store, `matching` may be "prefix", names that begin so, or "fuzzy", names that are near; only entities of
        this type are found, and only those that documents of these days name. `limit` is how many entities at most (0:
        all, or 20 that begin so or are near), `neighbours` how many of each (None: all).
        """
        call, answer = Call(), ctypes.c_void_p()
        query = t.relata_query(
            name=word(name, "a name"), matching=choice("relata_matching", matching, "matching"),
            type=word(type, "a type"), since=day(since, "since"), until=day(until, "until"),
            most_entities=whole(limit, "limit"), suggest=True,
            most_neighbours=_ALL if neighbours is None else whole(neighbours, "neighbours"))
        with self._handle as index:
            call.run("relata_index_query", index, ctypes.byref(query), ctypes.byref(answer))
            values = json.loads(Collector().collect("relata_answer_write_json", answer))
        return Answer(values["query"], [_found(entity) for entity in values["entities"]], values["suggestions"])


def open_index(path: Path) -> Index:
    """Opens a store, or a network that was saved: relata.db or graph.json, or the folder that holds them; of both the
    store."""
    return Index(path)
