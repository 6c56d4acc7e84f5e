"""Streams of documents: what is asked for when, and what happens if a callback or an iterable fails."""

import datetime
import gc
import json
import unittest
import warnings

import relata

import place

TEXT = "Mark Carney met Xi Jinping."


class Streams(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.engine = relata.Engine()

    @classmethod
    def tearDownClass(cls):
        cls.engine.close()

    def test_paths_give_what_the_program_gives(self):
        shown = place.lines("extract", "--with-text", place.NEWS)
        for source in (place.NEWS, place.FOLDER.joinpath("examples", "news").relative_to(place.FOLDER), [place.NEWS]):
            for jobs in (1, 3):
                found = list(self.engine.extract(source, text=True, jobs=jobs))
                self.assertEqual([(each.id, each.title, each.date, each.text) for each in found],
                                 [(line["id"], line.get("title"), line.get("date"), line["text"]) for line in shown])
                self.assertEqual([[(m.start, m.entity) for m in each.mentions] for each in found],
                                 [[(m["start"], m["entity"]) for m in line["mentions"]] for line in shown])

    def test_documents_of_all_kinds(self):
        given = [relata.Document(TEXT, "a", "Title", datetime.date(2025, 10, 31)), {"text": TEXT, "id": 7, "date": "31 October 2025"},
                 {"text": TEXT}, relata.Document("Nobody.", date="2025")]
        found = list(self.engine.extract(iter(given)))
        self.assertEqual([(each.id, each.title, each.date, len(each.mentions)) for each in found],
                         [("a", "Title", "2025-10-31", 2), ("7", None, "2025-10-31", 2), ("3", None, None, 2), ("4", None, "2025", 0)])
        self.assertEqual(len(list(self.engine.extract(given[0]))), 1)
        self.assertEqual(list(self.engine.extract([])), [])

    def test_it_streams(self):
        asked = 0

        def endless():
            nonlocal asked
            while True:
                asked += 1
                yield {"text": TEXT}

        for batch, most in ((1, 1), (4, 4), (256, 256)):
            asked, stream = 0, self.engine.extract(endless(), batch=batch)
            for number in range(1, 20):
                self.assertEqual(next(stream).id, str(number))
                self.assertLess(asked - number, most)
            stream.close()

    def test_nothing_is_asked_before_the_first_result_is(self):
        def never():
            raise AssertionError("it was asked")
            yield  # pylint: disable=unreachable

        with self.assertRaises(AssertionError):
            self.engine.extract(never())  # it must be known whether these are paths
        with self.assertRaises(ValueError):
            self.engine.extract([{"text": TEXT}], batch=0)
        with self.assertRaises(TypeError):
            self.engine.extract([{"text": TEXT}], jobs="two")
        with self.assertRaises(ValueError):
            self.engine.extract([{"text": TEXT}], jobs=-1)

    def test_what_an_iterable_raises_comes_after_the_results_before(self):
        def failing(error):
            for _ in range(5):
                yield {"text": TEXT}
            raise error

        for batch in (1, 3, 256):
            stream, found = self.engine.extract(failing(KeyError("lost")), batch=batch), []
            with self.assertRaises(KeyError):
                found.extend(iter(stream.__next__, None))
            self.assertEqual(len(found), 5)
        with self.assertRaises(KeyboardInterrupt):
            list(self.engine.extract(failing(KeyboardInterrupt())))

    def test_what_is_no_document_is_an_error(self):
        for wrong, error in (([{"text": TEXT}, 3], TypeError), ([{"text": TEXT}, {"title": "x"}], KeyError), ([{"text": 3}], TypeError),
                             ([{"text": TEXT}, "a.txt"], TypeError), ([place.NEWS, {"text": TEXT}], TypeError), (3, TypeError)):
            with self.assertRaises(error):
                list(self.engine.extract(wrong))

    def test_notices(self):
        (place.FOLDER / "mixed.jsonl").write_text(json.dumps({"text": TEXT}) + "\nno JSON\n", "utf-8")
        told = []
        found = list(self.engine.extract(["mixed.jsonl", "nosuch.txt"], notice=lambda error, skipped: told.append((error, skipped))))
        self.assertEqual([each.id for each in found], ["mixed.jsonl:1"])
        self.assertEqual([(error.source, error.line, skipped) for error, skipped in told], [("mixed.jsonl", 2, True), ("nosuch.txt", 0, True)])
        with self.assertWarnsRegex(relata.Notice, "nosuch.txt: cannot open") as caught:
            list(self.engine.extract("nosuch.txt"))
        self.assertTrue(caught.warning.skipped)
        self.assertEqual(caught.warning.error.code, relata.Code.IO)

    def test_a_notice_that_raises_ends_the_run(self):
        def refuse(error, skipped):
            raise OverflowError("too many")

        for source in ("nosuch.txt", ["nosuch.txt", place.NEWS]):
            with self.assertRaisesRegex(OverflowError, "too many"):
                list(self.engine.extract(source, notice=refuse))
            with self.assertRaisesRegex(OverflowError, "too many"):
                self.engine.build(source, notice=refuse)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.assertRaises(relata.Notice):
                list(self.engine.extract("nosuch.txt"))

    def test_the_engine_cannot_be_closed_while_it_works(self):
        def closing():
            yield {"text": TEXT}
            self.engine.close()
            yield {"text": TEXT}

        with self.assertRaisesRegex(RuntimeError, "the engine is in use"):
            list(self.engine.extract(closing()))
        self.assertEqual(len(self.engine.mentions(TEXT)), 2)

    def test_the_engine_may_be_asked_from_an_iterable(self):
        found = list(self.engine.extract({"text": mention.name + " spoke."} for mention in self.engine.mentions(TEXT)))
        self.assertEqual([each.mentions[0].name for each in found], ["Mark Carney", "Xi Jinping"])

        def asking():
            for _ in range(3):
                self.engine.mentions(TEXT)
                yield {"text": TEXT}

        self.assertEqual(len(list(self.engine.extract(asking()))), 3)

    def test_a_stream_that_is_left_is_let_go(self):
        for _ in range(3):
            next(self.engine.extract(place.NEWS))
            stream = self.engine.extract(place.NEWS)
            del stream
        gc.collect()
        self.assertEqual(len(list(self.engine.extract(place.NEWS))), 10)


if __name__ == "__main__":
    unittest.main()
