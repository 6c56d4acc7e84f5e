"""Stores: built, changed and asked from Python, and the same as the program's."""

import gc
import pathlib
import threading
import unittest
import warnings

import relata

import place

LINES = [{"id": "a", "date": "2025-10-31", "text": "Mark Carney met Xi Jinping in Gyeongju."},
         {"id": "b", "date": "2025-11-02", "text": "Ida Quill met Mark Carney in Ottawa."}]
LIST = "type\tname\nperson\tIda Quill\nproduct\tOcean Glory\n"


class Building(unittest.TestCase):
    def test_it_makes_the_networks_of_the_program(self):
        place.run("build", "-o", "theirs", "--store", "theirs.db", "--window", "paragraph", place.NEWS)
        with relata.Engine() as engine:
            engine.build(place.NEWS, window="paragraph", store="new folder/ours.db").close()
        for written in ("theirs.db", "new folder/ours.db"):
            place.run("export", "-g", written, "-o", "exported")
            for name in ("graph.json", "graph.graphml", "relations.json"):
                self.assertEqual((place.FOLDER / "exported" / name).read_bytes(), (place.FOLDER / "theirs" / name).read_bytes())
            with relata.Store(written) as store, store.network() as graph:
                self.assertEqual(graph.to_bytes("json"), (place.FOLDER / "theirs/graph.json").read_bytes())
        self.assertEqual(relata.Store("theirs.db").settings, relata.Store("new folder/ours.db").settings)

    def test_the_network_is_whole_beside_its_store(self):
        with relata.Engine() as engine:
            graph = engine.build(LINES, store="whole.db", slice="month")
            plain = engine.build(LINES, slice="month")
            self.assertEqual(graph.to_bytes("json"), plain.to_bytes("json"))
            with relata.Store("whole.db", engine) as store:
                self.assertEqual(store.add({"text": "Xi Jinping left.", "id": "c"}).added, 1)
            graph.save("whole/graph.json", "whole/slices/", "whole.db")
        self.assertEqual((place.FOLDER / "whole/graph.json").read_bytes(), plain.to_bytes("json"))
        with relata.Store("whole.db") as store:
            self.assertEqual(store.network().summary["documents"], 3)
        graph.close()

    def test_a_build_that_fails_leaves_the_store_as_it_was(self):
        def failing():
            yield LINES[1]
            raise KeyError("lost")

        with relata.Engine() as engine:
            engine.build(LINES[:1], store="kept.db").close()
            before = (place.FOLDER / "kept.db").read_bytes()
            with self.assertRaises(KeyError):
                engine.build(failing(), store="kept.db")
            with self.assertRaises(relata.Error):
                engine.build(LINES, store="kept.db", ego="Nobody At All")
            (place.FOLDER / "taken.db").mkdir()
            with self.assertRaises(relata.Error):
                engine.build(LINES, store="taken.db")
        gc.collect()
        self.assertEqual((place.FOLDER / "kept.db").read_bytes(), before)
        self.assertEqual(sorted(path.name for path in place.FOLDER.glob("kept.db*")), ["kept.db"])

    def test_it_knows_its_lists(self):
        (place.FOLDER / "mine.tsv").write_text(LIST, "utf-8")
        with relata.Engine("mine.tsv", defaults=False) as engine:
            engine.build(LINES, store="mine.db", keep_boilerplate=True, types=["person", "product"]).close()
        with relata.Store("mine.db") as store:
            settings = store.settings
            self.assertEqual([settings[name] for name in ("gazetteer", "no-default-gazetteers", "keep-boilerplate", "types")],
                             ["mine.tsv", "yes", "yes", "person,product"])
            store.add({"text": "The Ocean Glory left.", "id": "c"})
            self.assertIn("product:ocean-glory", [node.id for node in store.network()])
        place.run("add", "-g", "mine.db", "--quiet", "examples/news/2025-10-30-busan.txt")
        with relata.Engine() as other, self.assertRaises(relata.Error) as caught:
            relata.Store("mine.db", other).network()
        self.assertEqual(caught.exception.code, relata.Code.ARGUMENT)


class Changing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.engine = relata.Engine()

    @classmethod
    def tearDownClass(cls):
        cls.engine.close()

    def setUp(self):
        self.engine.build(LINES[:1], store="changing.db").close()
        self.store = relata.Store("changing.db", self.engine)

    def of(self, changes):
        return changes.added, changes.replaced, changes.unchanged, changes.removed, changes.looked_at_again, changes.judgements

    def same(self, documents, **options):
        with self.store.network() as graph, self.engine.build(documents, **options) as expected:
            self.assertEqual(graph.to_bytes("json"), expected.to_bytes("json"))
            self.assertEqual(graph.relations.to_bytes("json"), expected.relations.to_bytes("json"))

    def test_documents_come_and_go(self):
        changes = self.store.add(LINES)
        self.assertEqual(self.of(changes), (1, 0, 1, 0, 0, 0))
        self.assertEqual(changes.summary["documents"], 2)
        self.same(LINES)
        other = {**LINES[1], "text": "Xi Jinping met Donald Trump."}
        self.assertEqual(self.of(self.store.add(relata.Document(**other))), (0, 1, 0, 0, 0, 0))
        self.same([LINES[0], other])
        self.assertEqual(self.of(self.store.remove("b")), (0, 0, 0, 1, 0, 0))
        self.same(LINES[:1])
        self.assertEqual(self.of(self.store.add([])), (0, 0, 0, 0, 0, 0))
        self.assertEqual(self.of(self.store.add(place.NEWS)), (10, 0, 0, 0, 0, 0))
        self.store.remove(["a"])
        self.same(place.NEWS)
        self.store.check()

    def test_judgements(self):
        line = 'drop "Mark Carney"'
        (place.FOLDER / "known.judgements").write_text(line + "\n", "utf-8")
        self.assertEqual(self.store.judge(line).judgements, 1)
        self.assertEqual(self.store.judge([line, "type Gyeongju = place"]).judgements, 1)
        self.assertNotIn("person:mark-carney", [node.id for node in self.store.network()])
        with self.assertRaises(relata.Error) as caught:
            self.store.judge(["drop Xi", "love Xi"])
        self.assertEqual((caught.exception.code, caught.exception.line), (relata.Code.FORMAT, 2))

    def test_judgements_are_taken_back(self):
        self.store.judge(['different Carney = "Mark Carney"', 'drop "Zoë\'s"', "type Gyeongju = organisation"])
        self.assertEqual(self.store.judgements, ['different "Carney" = "Mark Carney"', 'drop "Zoë\'s"', 'type "Gyeongju" = organisation'])
        changes = self.store.forget(["different MARK CARNEY = Carney", "drop Zoe's"])
        self.assertEqual((changes.forgotten, changes.judgements), (2, 0))
        for wrong in ("drop Gyeongju", "type Gyeongju = place"):
            with self.assertRaisesRegex(relata.Error, "the store has no judgement") as caught:
                self.store.forget(wrong)
            self.assertEqual(caught.exception.code, relata.Code.ARGUMENT)
        self.store.forget(self.store.judgements)
        self.assertEqual(self.store.judgements, [])
        self.same(LINES[:1])
        with self.assertRaises(TypeError):
            self.store.forget(None)

    def test_a_judgement_becomes_ambiguous(self):
        told = []
        self.store.add({"id": "s", "text": "John Smith met Mark Carney in Ottawa. Smith left."})
        self.store.judge("same Smith = John Smith")
        with self.assertRaisesRegex(relata.Error, "the stored judgement same \"Smith\" = \"John Smith\": .* several entities"):
            self.store.add({"id": "t", "text": "Peter Smith left. Smith said so."}, notice=lambda error, skipped: told.append(error.message))
        self.assertIn("to put it right, first: relata judge -g changing.db --forget same Smith 'John Smith'", told)
        self.assertEqual(self.store.network().summary["documents"], 2)

    def test_merging(self):
        self.engine.build(LINES, store="others.db").close()
        self.store.judge("drop Gyeongju")
        for order in (["changing.db", "others.db"], [pathlib.Path("others.db"), "changing.db"]):
            changes = relata.merge(order, "merged/merged.db", engine=self.engine)
            self.assertEqual((changes.added, changes.summary["documents"]), (2, 2))
            with relata.Store("merged/merged.db") as merged:
                self.assertEqual(merged.judgements, ['drop "Gyeongju"'])
                merged.forget(merged.judgements)
                self.assertEqual(merged.network().to_bytes("json"), self.engine.build(LINES).to_bytes("json"))
        place.run("merge", "--quiet", "changing.db", "others.db", "-o", "theirs.db")
        self.assertEqual(relata.merge(["theirs.db"], "again.db").summary["documents"], 2)
        for stores, error in (([], ValueError), (["changing.db", "nosuch.db"], relata.Error), ("nosuch.db", relata.Error)):
            with self.assertRaises(error):
                relata.merge(stores, "nothing.db")
        self.assertFalse(list(place.FOLDER.glob("nothing.db*")))

    def test_renewing(self):
        changes = self.store.renew(progress=lambda documents: None)
        self.assertEqual(self.of(changes), (0, 0, 0, 0, 1, 0))
        (place.FOLDER / "growing.tsv").write_text("type\tname\n", "utf-8")
        with relata.Engine("growing.tsv") as engine:
            engine.build([{"text": "The Ocean Glory left."}], store="growing.db").close()
        with relata.Store("growing.db") as store:
            self.assertEqual(len(store.network()), 0)
            (place.FOLDER / "growing.tsv").write_text(LIST, "utf-8")
            self.assertEqual(store.renew().looked_at_again, 1)
            self.assertEqual([node.label for node in store.network()], ["Ocean Glory"])

    def test_all_or_nothing(self):
        def failing():
            yield LINES[1]
            raise KeyError("lost")

        def twice():
            yield LINES[1]
            yield 3

        for change, error in ((lambda: self.store.add(failing()), KeyError), (lambda: self.store.add(twice()), TypeError),
                              (lambda: self.store.remove(["a", "nosuch"]), relata.Error), (lambda: self.store.remove([3]), TypeError),
                              (lambda: self.store.remove([None]), TypeError), (lambda: self.store.judge(None), TypeError),
                              (lambda: self.store.judge("a\0b"), ValueError), (lambda: self.store.add(LINES, jobs=-1), ValueError),
                              (lambda: self.store.add("nosuch/", notice=fail), ZeroDivisionError)):
            with self.assertRaises(error):
                change()
        self.same(LINES[:1])

    def test_what_is_left_out_is_told(self):
        told = []
        changes = self.store.add("nosuch.txt", notice=lambda error, skipped: told.append((error.source, skipped)))
        self.assertEqual((self.of(changes), told), ((0, 0, 0, 0, 0, 0), [("nosuch.txt", True)]))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            self.store.add("nosuch.txt")
        self.assertIs(caught[0].category, relata.Notice)

    def test_shapes(self):
        self.store.add(LINES)
        for shape in ({"weight": "npmi", "measures": "all"}, {"slice": "month", "layout": "none"}, {"ego": "Ottawa", "seed": 7},
                      {"min_documents": 2, "resolution": 2}):
            with self.store.network(**shape) as graph, self.engine.build(LINES, **shape) as expected:
                self.assertEqual(graph.to_bytes("json"), expected.to_bytes("json"))
                self.assertEqual(graph.trends, expected.trends)
        self.assertNotIn("place:ottawa", [node.id for node in self.store.network(until="2025-10")])
        for shape, error in (({"window": "document"}, TypeError), ({"slice": "hour"}, ValueError), ({"alpha": 2}, relata.Error)):
            with self.assertRaises(error):
                self.store.network(**shape)

    def test_many_threads(self):
        raised = []

        def work(number):
            try:
                self.store.add({"id": f"t{number}", "text": LINES[1]["text"]})
                self.store.network().close()
            except BaseException as error:  # pylint: disable=broad-except
                raised.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(raised, [])
        self.assertEqual(self.store.network().summary["documents"], 5)


def fail(error, skipped):
    raise ZeroDivisionError


class Asking(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with relata.Engine() as engine:
            engine.build(place.NEWS, store="asking/relata.db").save("asking/graph.json")

    def test_answers_are_those_of_the_program(self):
        with relata.open("asking") as index:
            for options, words in (({}, []), ({"matching": "prefix"}, ["--prefix"]), ({"matching": "fuzzy"}, ["--fuzzy"]),
                                   ({"matching": "prefix", "type": "place", "limit": 2, "neighbours": 3},
                                    ["--prefix", "--type", "place", "--limit", "2", "--top", "3"]),
                                   ({"since": "2025-11", "until": "2025-11-02"}, ["--since", "2025-11", "--until", "2025-11-02"])):
                shown, = place.lines("lookup", "-g", "asking", "--json", *words, "canada")
                answer = index.find("canada", **options)
                self.assertEqual([(found.id, [(each.id, each.count) for each in found.neighbours]) for found in answer],
                                 [(found["id"], [(each["id"], each["count"]) for each in found["neighbours"]]) for found in shown["entities"]])
            self.assertFalse(index.find("canada", type="person"))
            self.assertEqual(index.find("Canadia").suggestions, ["Canada"])

    def test_json_knows_names_only(self):
        with relata.open("asking/graph.json") as index, relata.open("asking") as store:
            for options in ({}, {"limit": 1, "neighbours": 2}):
                self.assertEqual([(found.id, [each.id for each in found.neighbours]) for found in index.find("xi", **options)],
                                 [(found.id, [each.id for each in found.neighbours]) for found in store.find("xi", **options)])
            for options in ({"matching": "prefix"}, {"type": "person"}, {"since": "2025"}):
                with self.assertRaisesRegex(relata.Error, "needs a store"):
                    index.find("xi", **options)
            for options, error in (({"matching": "near"}, ValueError), ({"limit": -1}, ValueError), ({"neighbours": 1.5}, TypeError),
                                   ({"since": "soon"}, relata.Error)):
                with self.assertRaises(error):
                    store.find("xi", **options)

    def test_what_is_no_store(self):
        (place.FOLDER / "no.db").write_text("no store", "utf-8")
        for path in ("nosuch.db", "no.db", "asking/graph.json"):
            with self.assertRaises(relata.Error):
                relata.Store(path)
        (place.FOLDER / "damaged.db").write_bytes((place.FOLDER / "asking/relata.db").read_bytes()[:9000])
        with self.assertRaises(relata.Error):
            relata.Store("damaged.db").check()

    def test_a_store_that_is_closed(self):
        with relata.Store(pathlib.Path("asking")) as store:
            store.network().close()
        with self.assertRaisesRegex(ValueError, "the store is closed"):
            store.network()


if __name__ == "__main__":
    unittest.main()
