"""Look-ups, threads, memory, and finding the library."""

import importlib.metadata
import itertools
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
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


class Signals(unittest.TestCase):
    """Handlers may raise wherever the library is."""

    @classmethod
    def setUpClass(cls):
        line = json.dumps({"text": TEXT * 20})
        (place.FOLDER / "long.jsonl").write_text((line + "\n" + "no JSON\n") * 6000, "utf-8")

    def assert_ends(self, work, number, error):
        for delay in (0.02, 0.031, 0.05, 0.083):
            timer = threading.Timer(delay, os.kill, (os.getpid(), number))
            begun = time.monotonic()
            timer.start()
            with self.assertRaises(error):
                work()
            timer.join()
            self.assertLess(time.monotonic() - begun, 10)

    def endless(self):
        while True:
            yield {"text": TEXT * 20}

    def test_an_interrupt_ends_the_work(self):
        def pass_over(error, skipped):
            pass

        with relata.Engine() as engine:
            for work in (lambda: engine.build(self.endless()), lambda: engine.build("long.jsonl", notice=pass_over, progress=len_of),
                         lambda: list(engine.extract(self.endless())), lambda: list(engine.extract("long.jsonl", notice=pass_over)),
                         lambda: engine.build("long.jsonl", jobs=1, notice=pass_over), lambda: list(map(engine.mentions, itertools.repeat(TEXT)))):
                self.assert_ends(work, signal.SIGINT, KeyboardInterrupt)
            self.assertEqual(len(engine.mentions(TEXT)), 3)
        self.assertIs(signal.getsignal(signal.SIGINT), signal.default_int_handler)

    def test_so_does_a_handler_of_ones_own(self):
        def late(number, frame):
            raise TimeoutError

        before = signal.signal(signal.SIGALRM, late)
        try:
            with relata.Engine() as engine:
                self.assert_ends(lambda: engine.build(self.endless()), signal.SIGALRM, TimeoutError)
        finally:
            self.assertIs(signal.signal(signal.SIGALRM, before), late)


def len_of(documents):
    return documents


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

    def test_there_is_one_version(self):
        self.assertEqual(importlib.metadata.version("relata"), relata.__version__)

    def test_another_version_is_refused(self):
        code = "from relata import _library; _library.VERSION = '9.9.9'; _library.load()"
        self.assertRegex(self.in_python(code), r"is relata 0\.\d+\.\d+, and this module needs 9\.9\.9")


if __name__ == "__main__":
    unittest.main()
