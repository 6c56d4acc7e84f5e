"""Networks: the same as the program's, and what other libraries make of them."""

import datetime
import gc
import json
import unittest

import relata

import place

TEXT = "Mark Carney met Xi Jinping in Gyeongju. "
# Options of Python, and the same of the program.
RUNS = [
    ({}, []),
    ({"measures": "all", "window": "paragraph", "layout": "circle", "seed": 7}, ["--measures", "all", "--window", "paragraph", "--layout", "circle", "--seed", "7"]),
    ({"measures": ["none", "degree"], "window": 12, "weight": "npmi", "min_weight": 0.3, "layout": "none"},
     ["--measures", "none,degree", "--window", "12", "--weight", "npmi", "--min-weight", "0.3", "--layout", "none"]),
    ({"types": ["person", "place"], "min_count": 2, "min_documents": 2, "resolution": 1.5, "layout": "kk"},
     ["--types", "person,place", "--min-count", "2", "--min-documents", "2", "--resolution", "1.5", "--layout", "kk"]),
    ({"backbone": "noise-corrected", "alpha": 0.3, "jobs": 1}, ["--backbone", "noise-corrected", "--alpha", "0.3"]),
    ({"backbone": "disparity", "alpha": 0.5, "ego": "China", "depth": 2, "top": 9},
     ["--backbone", "disparity", "--alpha", "0.5", "--ego", "China", "--depth", "2", "--top", "9"]),
    ({"since": "2025-10-31", "until": datetime.date(2025, 11, 1), "weight": "log_likelihood", "keep_furniture": True, "keep_repeats": True,
      "keep_copies": True, "layout": "drl"},
     ["--since", "2025-10-31", "--until", "2025-11-01", "--weight", "log_likelihood", "--keep-furniture", "--keep-repeats", "--keep-copies",
      "--layout", "drl"]),
    ({"slice": "month", "top": 30}, ["--slice", "month", "--top", "30"]),
]


class Graphs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.engine = relata.Engine()
        cls.graph = cls.engine.build(place.NEWS)

    @classmethod
    def tearDownClass(cls):
        cls.graph.close()
        cls.engine.close()

    def test_it_is_the_network_of_the_program(self):
        for options, words in RUNS:
            place.run("build", "-o", "out", *words, place.NEWS)
            with self.subTest(options), self.engine.build(place.NEWS, **options) as graph:
                for written, name in ((graph, "graph"), (graph.relations, "relations")):
                    for ending in ("json", "graphml"):
                        self.assertEqual(written.to_bytes(ending), (place.FOLDER / f"out/{name}.{ending}").read_bytes(), words)
                data = json.loads((place.FOLDER / "out/graph.json").read_text("utf-8"))
                self.assertEqual([(node.id, node.label, node.attributes) for node in graph.nodes],
                                 [(node["id"], node["label"], node["attributes"]) for node in data["nodes"]])
                self.assertEqual([(edge.source, edge.target, edge.weight) for edge in graph.edges],
                                 [(edge["source"], edge["target"], edge["weight"]) for edge in data["edges"]])

    def test_inputs_that_are_skipped_count(self):
        (place.FOLDER / "broken.jsonl").write_text('{"text": "Mark Carney met Xi Jinping."}\nno JSON\n', "utf-8")
        page = "<html><body><article><p>Mark Carney met Xi Jinping in Gyeongju, and both of them left at once.</p></article></body></html>"
        (place.FOLDER / "page.html").write_text(page, "utf-8")
        given = ["broken.jsonl", "nosuch.txt", "page.html"]
        place.run("build", "-o", "skipped", *given, expect=3)
        with self.engine.build(given, notice=lambda error, skipped: None) as graph:
            self.assertEqual(graph.to_bytes("json"), (place.FOLDER / "skipped/graph.json").read_bytes())
            self.assertEqual((graph.summary["skipped"], graph.summary["pages"]), (2, 1))

    def test_documents_in_memory_give_the_same(self):
        documents = [relata.Document(found.text, found.id, found.title, found.date) for found in self.engine.extract(place.NEWS, text=True)]
        for given in (documents, reversed(documents)):
            with self.engine.build(given) as graph:
                self.assertEqual(graph.to_bytes("json"), self.graph.to_bytes("json"))

    def test_nodes_edges_and_evidence(self):
        node = next(node for node in self.graph if node.label == "Xi Jinping")
        self.assertEqual((node.id, node.type, node.attributes["mentions"]), ("person:xi-jinping", "person", 23))
        self.assertEqual(len(self.graph), len(self.graph.nodes))
        edge = max(self.graph.edges, key=lambda edge: edge.weight)
        self.assertEqual((edge.source, edge.target, edge.weight), ("person:mark-carney", "person:xi-jinping", 9))
        self.assertIsNone(edge.relation)
        self.assertEqual(self.graph.evidence(edge.target, edge.source), list(edge.evidence))
        self.assertEqual(edge.evidence[0].text, edge.attributes["evidence_text"])
        self.assertEqual(self.graph.evidence("person:nobody", "place:nowhere"), [])
        self.assertEqual(self.graph.summary["edges"], len(self.graph.edges))
        self.assertEqual(self.graph.about["weight"], "count")
        self.assertIn(f"{len(self.graph.nodes)} nodes", repr(self.graph))

    def test_relations(self):
        relations = self.graph.relations
        self.assertTrue(relations.is_directed)
        self.assertFalse(self.graph.is_directed)
        self.assertIs(relations.relations, relations)
        edge = next(edge for edge in relations.edges if edge.relation == "located_in" and edge.source == "place:osaka")
        place_of, = edge.evidence
        text = (place.FOLDER / place_of.document).read_text("utf-8")
        self.assertEqual(text[place_of.subject_start:place_of.subject_end], "Osaka")
        self.assertEqual(relations.evidence("place:osaka", "place:japan"), [place_of])
        self.assertEqual(relations.evidence("place:japan", "place:osaka"), [])

    def test_relations_keep_their_network(self):
        relations = self.engine.build(place.NEWS).relations
        gc.collect()
        self.assertEqual(relations.to_bytes("json"), self.graph.relations.to_bytes("json"))
        graph = self.engine.build(place.NEWS)
        relations = graph.relations
        graph.close()
        with self.assertRaisesRegex(ValueError, "the network is closed"):
            relations.to_bytes("json")

    def test_what_was_asked_for_stays_when_a_network_is_closed(self):
        with self.engine.build(place.NEWS) as graph:
            nodes = graph.nodes
        self.assertEqual(nodes, self.graph.nodes)
        self.assertEqual(graph.edges, self.graph.edges)
        with self.assertRaisesRegex(ValueError, "closed"):
            graph.save("late.json")

    def test_saving(self):
        self.graph.save("saved/a.json", place.FOLDER / "saved/a.graphml", "saved/relations.json")
        for path, data in (("a.json", self.graph.to_bytes("json")), ("a.graphml", self.graph.to_bytes("graphml")),
                           ("relations.json", self.graph.relations.to_bytes("json"))):
            self.assertEqual((place.FOLDER / "saved" / path).read_bytes(), data)
        with self.assertRaises(relata.Error):
            self.graph.save("saved/b.json", "saved/b.unknown")
        self.assertFalse((place.FOLDER / "saved/b.json").exists())
        with self.assertRaises(relata.Error):
            self.graph.to_bytes("gexf")

    def test_copies_and_summary(self):
        text = (place.FOLDER / place.NEWS / "2025-10-30-busan.txt").read_text("utf-8")
        with self.engine.build([{"text": text, "id": "b", "date": "2025-10-30"}, {"text": text, "id": "a", "date": "2025-10-31"}]) as graph:
            self.assertEqual(graph.copies, {"a": "b"})
            self.assertEqual((graph.summary["documents"], graph.summary["copies"]), (2, 1))
        self.assertEqual(self.graph.copies, {})

    def test_slices_are_those_of_the_program(self):
        place.run("build", "-o", "sliced", "--slice", "quarter", place.NEWS)
        with self.engine.build(place.NEWS, slice="quarter") as graph:
            graph.save("mine/slices/")
            listed = json.loads((place.FOLDER / "sliced/slices/trends.json").read_text("utf-8"))
            self.assertEqual([(part.period, part.documents, len(part.graph), len(part.graph.edges)) for part in graph.slices],
                             [(one["period"], one["documents"], one["nodes"], one["edges"]) for one in listed["periods"]])
            for part in graph.slices:
                folder = place.FOLDER / "sliced/slices" / part.period
                self.assertEqual(part.graph.to_bytes("graphml"), (folder / "graph.graphml").read_bytes())
                self.assertEqual(part.graph.relations.to_bytes("json"), (folder / "relations.json").read_bytes())
                self.assertEqual((place.FOLDER / "mine/slices" / part.period / "graph.json").read_bytes(), (folder / "graph.json").read_bytes())
            self.assertEqual([(trend.id, trend.with_label, trend.period, trend.before, trend.documents, trend.count_before) for trend in graph.trends],
                             [(one["id"], one.get("with"), one["period"], one.get("before"), one["documents"], one.get("count_before", 0))
                              for one in listed["trends"]])
        with self.assertRaisesRegex(ValueError, "closed"):
            part.graph.to_bytes("json")
        self.assertEqual((self.graph.slices, self.graph.trends), ([], []))

    def test_an_empty_network(self):
        with self.engine.build([]) as graph:
            self.assertEqual((graph.nodes, graph.edges, graph.relations.edges), ([], [], []))

    def test_wrong_options(self):
        for options, error in (
                ({"window": "page"}, ValueError), ({"window": 1}, relata.Error), ({"window": -1}, ValueError), ({"weight": "heavy"}, ValueError),
                ({"top": -1}, ValueError), ({"top": 2.5}, TypeError), ({"seed": 1 << 64}, ValueError), ({"depth": True}, TypeError),
                ({"alpha": 2}, relata.Error), ({"resolution": 0}, relata.Error), ({"measures": "beauty"}, relata.Error),
                ({"since": "soon"}, relata.Error), ({"types": ["ship"]}, relata.Error), ({"ego": "Nobody At All"}, relata.Error),
                ({"ego": "a\0b"}, ValueError), ({"layout": "heart"}, ValueError), ({"backbone": "spine"}, ValueError),
                ({"judgements": "nosuch.judgements"}, relata.Error), ({"min_weight": "much"}, ValueError), ({"slice": "hour"}, ValueError), ({"store": 3}, TypeError),
                ({"unknown": 1}, TypeError)):
            with self.subTest(options), self.assertRaises(error):
                self.engine.build(place.NEWS, **options)

    def test_progress(self):
        told = []
        self.engine.build(place.NEWS, jobs=1, progress=told.append).close()
        self.assertEqual(told[-1], 10)

        def refuse(documents):
            raise ZeroDivisionError(documents)

        with self.assertRaises(ZeroDivisionError):
            self.engine.build(place.NEWS, progress=refuse)

    def test_a_network_may_be_built_for_a_document(self):
        def naming():
            with self.engine.build(place.NEWS) as graph:
                yield {"text": ", ".join(node.label for node in graph.nodes)}

        with self.engine.build(naming()) as graph:
            self.assertGreater(len(graph), 20)

    def test_what_an_iterable_raises_ends_the_build(self):
        def failing():
            yield {"text": TEXT}
            raise KeyError("lost")

        with self.assertRaises(KeyError):
            self.engine.build(failing())
        with self.assertRaises(TypeError):
            self.engine.build([{"text": TEXT}, 3])


class Elsewhere(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with relata.Engine() as engine:
            cls.graph = engine.build(place.NEWS, measures="all")
            cls.empty = engine.build([])

    def test_networkx(self):
        try:
            import networkx
        except ImportError:
            self.skipTest("needs networkx")
        for written in (self.graph, self.graph.relations, self.empty):
            data = json.loads(written.to_bytes("json"))
            made = written.to_networkx()
            self.assertIs(type(made), networkx.MultiDiGraph if written.is_directed else networkx.Graph)
            self.assertEqual(dict(made.nodes(data=True)), {node["id"]: node["attributes"] for node in data["nodes"]})
            edges = {(edge["source"], edge["target"], edge["attributes"].get("relation")): edge["attributes"] for edge in data["edges"]}
            found = {(one, other, values.get("relation")): values for one, other, values in made.edges(data=True)}
            self.assertEqual(len(found), len(data["edges"]))
            self.assertEqual({key if key in edges else (key[1], key[0], key[2]): values for key, values in found.items()}, edges)
            self.assertEqual(made.graph, data["attributes"])
        self.assertEqual(dict(self.graph.to_networkx().degree()), {node.id: node.attributes["degree"] for node in self.graph.nodes})

    def test_pandas(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("needs pandas")
        nodes, edges = self.graph.to_pandas()
        self.assertEqual(list(nodes.index), [node.id for node in self.graph.nodes])
        self.assertEqual(nodes.loc["person:xi-jinping", "mentions"], 23)
        self.assertTrue(pandas.isna(nodes.loc["person:xi-jinping", "latitude"]))
        self.assertEqual(int(nodes["mentions"].sum()), self.graph.summary["mentions"])
        self.assertEqual(edges.nlargest(1, "weight")[["source", "target", "weight"]].values.tolist(), [["person:mark-carney", "person:xi-jinping", 9]])
        self.assertEqual(len(self.graph.relations.to_pandas()[1]), len(self.graph.relations.edges))
        nodes, edges = self.empty.to_pandas()
        self.assertEqual((len(nodes), len(edges), list(edges.columns)), (0, 0, ["source", "target", "weight"]))


if __name__ == "__main__":
    unittest.main()
