"""From documents to the network of the people, places and organisations in them.

>>> import relata
>>> with relata.Engine() as engine:
...     for mention in engine.mentions("Xi met Mark Carney in Gyeongju."):
...         print(mention.name, mention.type)

A thin layer over the C library librelata, by ctypes: docs/python.md of relata is its manual.

Threads: an Engine may be used by many threads at once, and the library works without the GIL. Networks are measured by
igraph, which is not thread-safe as Debian builds it: Engine.build of several threads wait for each other. Nothing else
in the process may use the same igraph library (python-igraph brings its own, which is another) while a network is
built.
"""

from ._documents import Document, Extraction, Mention, Reason, Relation
from ._engine import Engine
from ._errors import Code, Error, LibraryError, Notice
from ._graph import Edge, Evidence, Graph, Node, Slice, Trend
from ._index import Answer, Found, Index, Neighbour
from ._index import open_index as open  # noqa: A001 pylint: disable=redefined-builtin
from ._library import VERSION as __version__
from ._library import load
from ._store import Changes, Store, merge

__all__ = [
    "Answer", "Changes", "Code", "Document", "Edge", "Engine", "Error", "Evidence", "Extraction", "Found", "Graph",
    "Index", "LibraryError", "Mention", "Neighbour", "Node", "Notice", "Reason", "Relation", "Slice", "Store", "Trend",
    "load", "merge", "open",
]
