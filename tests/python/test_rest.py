"""Look-ups, threads, memory, and finding the library."""

import os
import pathlib
import subprocess
import sys
import threading
import unittest

import relata
from relata import _library

import place

TEXT = "Mark Carney met Xi Jinping in Gyeongju. "


class Lookups(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        place.run("build", "-o", "asked", place.NEWS)

    def test_answers_are_those_of_the_program(self):
        with relata.open("asked") as index:
            for name in ("xi", "Gyeongju", "person:mark-carney"):
                shown, = place.lines("lookup", "-g", "asked", "--json", name)
                answer = index.find(name)
                self.assertEqual(answer.query, shown["query"])
                self.assertEqual(len(answer), len(shown["entities"]))
                for found, entity in zip(answer, shown["entities"]):
                    self.assertEqual((found.id, found.label, found.aliases, found.first_seen), (
                        entity["id"], entity["label"], entity["aliases"], entity["first_seen"]))
                    self.assertEqual([(n.id, n.weight, n.count, n.evidence[0].text) for n in found.neighbours], [
                        (n["id"], n["weight"], n["count"], n["evidence"][0]["text"]) for n in entity["neighbours"]])

    def test_nobody(self):
        with relata.open(place.FOLDER / "asked/graph.json") as index:
            answer = index.find("Canadia")
            self.assertFalse(answer)
            self.assertEqual(answer.suggestions, ["Canada"])
            self.assertTrue(index.find("Xi"))
            self.assertEqual(index.find("Xi")[0].label, "Xi Jinping")
            self.assertFalse(index.find(""))
            for wrong, error in (("a\0b", ValueError), (3, TypeError), (None, relata.Error)):
                with self.assertRaises(error):
                    index.find(wrong)
        with self.assertRaisesRegex(ValueError, "the index is closed"):
            index.find("Xi")

    def test_what_is_no_network(self):
        (place.FOLDER / "none.json").write_text('{"nodes":\n[1,', "utf-8")
        with self.assertRaises(relata.Error) as caught:
            relata.open("none.json")
        self.assertEqual((caught.exception.code, caught.exception.source, caught.exception.line), (relata.Code.FORMAT, "none.json", 2))
        with self.assertRaisesRegex(relata.Error, "cannot open"):
            relata.open("nosuch")


def in_threads(count, work):
    """Runs work(number) in threads; what one raises is raised here."""
    raised = []

    def guarded(number):
        try:
            work(number)
        except BaseException as error:  # pylint: disable=broad-except
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


class Threads(unittest.TestCase):
    def test_one_engine_for_many_threads(self):
        with relata.Engine() as engine:
            with engine.build([{"text": TEXT, "id": "a"}]) as graph:
                expected = graph.to_bytes("json")

            def work(number):
                for _ in range(30):
                    self.assertEqual(len(engine.mentions(TEXT * (number + 1))), 3 * (number + 1))
                self.assertEqual(len(list(engine.extract({"text": TEXT} for _ in range(40)))), 40)
                for _ in range(5):
                    with engine.build([{"text": TEXT, "id": "a"}], jobs=2) as graph:
                        self.assertEqual(graph.to_bytes("json"), expected)

            in_threads(4, work)

    def test_one_index_for_many_threads(self):
        place.run("build", "-o", "threads", place.NEWS)
        with relata.open("threads") as index:
            in_threads(4, lambda number: [self.assertEqual(index.find("xi")[0].id, "person:xi-jinping") for _ in range(50)])


class Memory(unittest.TestCase):
    @unittest.skipIf(place.IS_SANITIZED, "the sanitisers keep what is freed")
    def test_nothing_is_kept(self):
        def resident():
            with open("/proc/self/statm", encoding="ascii") as statm:
                return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

        def work(times):
            for _ in range(times):
                with relata.Engine(defaults=False) as engine:
                    engine.mentions(TEXT * 50)
                    list(engine.extract({"text": TEXT * 50} for _ in range(10)))
                    with engine.build({"text": TEXT * 50} for _ in range(10)) as graph:
                        graph.relations.to_bytes("json")
                    next(engine.extract({"text": TEXT * 50} for _ in range(10)))
                    with self.assertRaises(relata.Error):
                        engine.build([], alpha=2)

        work(20)
        before = resident()
        work(60)
        self.assertLess(resident() - before, 16 << 20)


class Finding(unittest.TestCase):
    def in_python(self, code, **environment):
        done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=False)
        return done.stdout.strip() or done.stderr.strip().splitlines()[-1]

    def test_the_variable_wins(self):
        said = self.in_python("import relata; relata.load()", RELATA_LIBRARY="/nosuch/librelata.so")
        self.assertIn("relata._errors.LibraryError: /nosuch/librelata.so cannot be used", said)
        self.assertIn("cannot be used", self.in_python("import relata; relata.load()", RELATA_LIBRARY=sys.executable))

    def test_an_argument_names_a_file(self):
        library = _library.where(_library.library())
        code = f"import relata; relata.load({library!r}); relata.load({library!r}); from relata import _library; print(_library.where(_library.library()))"
        self.assertEqual(self.in_python(code, RELATA_LIBRARY="/nosuch"), library)
        with self.assertRaises((relata.LibraryError, OSError)):
            relata.load(__file__)

    def test_the_checkout_has_one(self):
        said = self.in_python("from relata import _library; print(_library.where(_library.library()))", RELATA_LIBRARY="")
        self.assertEqual(said, os.environ["RELATA_TEST_CHECKOUT"] + "/build/src/librelata.so.0")

    def test_the_lists_are_found_beside_the_library(self):
        environment = {name: "" for name in ("RELATA_GAZETTEERS",)}
        said = self.in_python("from relata import _library; print(_library.find_data())", **environment)
        self.assertEqual(pathlib.Path(said), pathlib.Path(place.PROGRAM).resolve().parent / "gazetteers")

    def test_another_version_is_refused(self):
        code = "from relata import _library; _library.VERSION = '9.9.9'; _library.load()"
        self.assertRegex(self.in_python(code), r"is relata 0\.\d+\.\d+, and this module needs 9\.9\.9")


if __name__ == "__main__":
    unittest.main()
