"""Networks that were built. The library writes a network as JSON once, when it is asked for first: so nodes and edges
have just what graph.json has, whatever attributes there are."""

from __future__ import annotations

import ctypes
import dataclasses
import json
from typing import Any, Dict, Iterator, List, Optional, Tuple, Union

from . import _types as t
from ._library import Call, Collector, Handle, Path, array, library, path_bytes, word


@dataclasses.dataclass(frozen=True)
class Node:
    """An entity. `attributes` are those of graph.json (docs/formats.md), label and type among them."""

    id: str
    label: str
    type: str
    attributes: Dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Evidence:
    """A place that shows an edge. `modality` and the offsets, indexes of a Python string, are those of typed relations
    only."""

    document: str
    sentence: int
    text: str
    modality: Optional[str] = None
    start: Optional[int] = None
    end: Optional[int] = None
    subject_start: Optional[int] = None
    subject_end: Optional[int] = None
    object_start: Optional[int] = None
    object_end: Optional[int] = None


@dataclasses.dataclass(frozen=True)
class Edge:
    """Two entities that appear together, by their ids; in a graph of relations the subject and the object of one."""

    source: str
    target: str
    weight: float
    attributes: Dict[str, Any]
    evidence: Tuple[Evidence, ...]

    @property
    def relation(self) -> Optional[str]:
        """The relation's name ("met_with"); None of an edge of those who appear together."""
        return self.attributes.get("relation")


@dataclasses.dataclass(frozen=True)
class Slice:
    """A period ("2025-10") and its network; `documents` is how many lie in it, copies of others aside."""

    period: str
    documents: int
    graph: Graph


@dataclasses.dataclass(frozen=True)
class Trend:
    """An entity, or two that are linked, in a period and in the one before it that has documents."""

    id: str
    label: str
    with_id: Optional[str]
    """None: an entity alone."""
    with_label: Optional[str]
    period: str
    before: Optional[str]
    """None in the first period: what follows of it is 0."""
    documents: int
    documents_before: int
    count: int
    """Mentions, or windows with both."""
    count_before: int
    share: float
    """Of the documents of the period."""
    share_before: float
    log_likelihood: float
    """How sure the change is; below 0: it fell."""


class _Borrowed:
    """A part of a network, which is freed with it."""

    def __init__(self, owner: Union[Handle, _Borrowed], address: int) -> None:
        self._owner, self._address = owner, address

    def __enter__(self) -> int:
        self._owner.__enter__()
        return self._address

    def __exit__(self, *what: Any) -> None:
        self._owner.__exit__(*what)


def _edge(values: Dict[str, Any]) -> Edge:
    attributes = {name: value for name, value in values["attributes"].items() if name != "evidence"}
    places = tuple(Evidence(**place) for place in values["attributes"].get("evidence", []))
    return Edge(values["source"], values["target"], values["weight"], attributes, places)


def counts(struct: Any) -> Dict[str, int]:
    return {name: getattr(struct, name) for name, _ in struct._fields_}


def _values(struct: Any) -> Dict[str, Any]:
    """The fields of a struct, strings decoded."""
    fields = {name: getattr(struct, name) for name, _ in struct._fields_}
    return {name: value.decode("utf-8") if isinstance(value, bytes) else value for name, value in fields.items()}


class Graph:
    """A network: nodes sorted by id, edges by their nodes.

    summary  what the build saw, made and left out: counts by name, as the program says them; a slice has none
    """

    def __init__(self, handle: Union[Handle, _Borrowed], summary: Dict[str, int]) -> None:
        self._handle = handle
        self._store: Optional[bytes] = None
        self._read: Optional[Dict[str, Any]] = None
        self._nodes: Optional[List[Node]] = None
        self._edges: Optional[List[Edge]] = None
        self.summary = summary

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Frees the network, its relations and slices. What was asked for before stays."""
        if isinstance(self._handle, Handle):
            self._handle.close()

    def __repr__(self) -> str:
        kind = ", relations" if self.is_directed else ""
        return f"<relata.Graph: {self.about['nodes']} nodes, {self.about['edges']} edges{kind}>"

    # ---- what is in it ----

    def to_bytes(self, format: str) -> bytes:  # pylint: disable=redefined-builtin
        """The network as a file of this format holds it: "graphml", "json"."""
        with self._handle as network:
            return Collector().collect("relata_network_write", network, word(format, "a format"))

    @property
    def _data(self) -> Dict[str, Any]:
        if self._read is None:
            self._read = json.loads(self.to_bytes("json"))
        return self._read

    @property
    def about(self) -> Dict[str, Any]:
        """What is said of the whole network: window, weight, modularity and so on."""
        return self._data["attributes"]

    @property
    def is_directed(self) -> bool:
        """True of typed relations only."""
        return self._data["directed"]

    @property
    def nodes(self) -> List[Node]:
        if self._nodes is None:
            self._nodes = [Node(node["id"], node["label"], node["attributes"]["type"], node["attributes"])
                           for node in self._data["nodes"]]
        return self._nodes

    @property
    def edges(self) -> List[Edge]:
        if self._edges is None:
            self._edges = [_edge(edge) for edge in self._data["edges"]]
        return self._edges

    @property
    def copies(self) -> Dict[str, str]:
        """Documents that were not counted, and the one that each repeats."""
        return {copy["document"]: copy["of"] for copy in self._data.get("copies", [])}

    def evidence(self, one: str, other: str) -> List[Evidence]:
        """The places that show that two entities, given by their ids, belong together; the best first. In a graph of
        relations those of all relations from the one to the other."""
        pairs = [(one, other)] if self.is_directed else [(one, other), (other, one)]
        return [place for edge in self.edges if (edge.source, edge.target) in pairs for place in edge.evidence]

    @property
    def relations(self) -> Graph:
        """What sentences state of the same entities: a directed graph with an edge for each (subject, relation,
        object). In a graph of relations, itself."""
        with self._handle as network:
            address = library().relata_network_relations(network)
        return self if address is None else Graph(_Borrowed(self._handle, address), self.summary)

    @property
    def slices(self) -> List[Slice]:
        """The networks of periods, in the order of time, if `slice` was asked for. They live as long as this one."""
        return [Slice(part.period.decode("utf-8"), part.documents, Graph(_Borrowed(self._handle, part.network), {}))
                for part in self._list("slice", t.relata_slice)]

    @property
    def trends(self) -> List[Trend]:
        """What rose and fell from period to period, the surest changes first, if `slice` was asked for."""
        return [Trend(**_values(trend)) for trend in self._list("trend", t.relata_trend)]

    def _list(self, what: str, kind: Any) -> List[Any]:
        with self._handle as network:
            listed = [kind() for _ in range(getattr(library(), f"relata_network_{what}s")(network))]
            for index, item in enumerate(listed):
                Call().run(f"relata_network_{what}", network, index, ctypes.byref(item))
        return listed

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    # ---- taking it elsewhere ----

    def save(self, *paths: Path) -> None:
        """Writes files, the format of each by its extension (.graphml, .json); all of them or none. Files called
        "relations" get the relations; a path that ends in "/" is a folder for slices."""
        self._save([name for name in map(path_bytes, paths) if name != self._store])

    def keep_store(self, path: bytes) -> None:
        """Puts the store that was made with the network in its place, once; the network is freed if that fails."""
        try:
            self._save([path])
        except BaseException:
            self.close()
            raise
        self._store = path

    def _save(self, names: List[bytes]) -> None:
        call = Call()
        with self._handle as network:
            call.run("relata_network_save", network, array(names), len(names))

    def to_networkx(self) -> Any:
        """A networkx.Graph; of relations a networkx.MultiDiGraph whose keys are the relations. The attributes are those
        of graph.json, evidence included."""
        import networkx  # pylint: disable=import-outside-toplevel

        graph = networkx.MultiDiGraph(**self.about) if self.is_directed else networkx.Graph(**self.about)
        graph.add_nodes_from((node["id"], node["attributes"]) for node in self._data["nodes"])
        for edge in self._data["edges"]:
            key = {"key": edge["attributes"]["relation"]} if self.is_directed else {}
            graph.add_edge(edge["source"], edge["target"], **key)
            graph.edges[(edge["source"], edge["target"], *key.values())].update(edge["attributes"])
        return graph

    def to_pandas(self) -> Tuple[Any, Any]:
        """Two pandas.DataFrame: nodes, whose index is the id, and edges. Columns are the attributes of graph.json but
        for lists; what an element does not have is missing (NaN)."""
        import pandas  # pylint: disable=import-outside-toplevel

        nodes = pandas.DataFrame(
            [{"id": node.id, **{name: value for name, value in node.attributes.items() if name != "reasons"}}
             for node in self.nodes],
            columns=None if self.nodes else ["id", "label", "type"])
        edges = pandas.DataFrame(
            [{"source": edge.source, "target": edge.target, **edge.attributes} for edge in self.edges],
            columns=None if self.edges else ["source", "target", "weight"])
        return nodes.set_index("id"), edges
