"""Mentions and relations of single texts."""

import itertools
import random
import unittest

import relata

import place

NAMES = ["Mark Carney", "Xi Jinping", "Canada", "São Paulo", "Zürich", "Gyeongju", "Meng Wanzhou", "the Bank of England"]
TROUBLE = ["😀", "𝒜", "👩‍👩‍👧", "\U0010ffff", "e\u0301", "\ud800", "\udfff", "\0", "\ufeff", "\u2028", "\r\n", "ﬁ", "中国", "\x85",
           "\ufffd", "\x01", "\u00ad", "İ"]


class Texts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.engine = relata.Engine()

    @classmethod
    def tearDownClass(cls):
        cls.engine.close()

    def test_offsets_are_indexes(self):
        text = "😀 𝒜 Mark Carney met Xi Jinping in São Paulo 👩‍👩‍👧, Canada said."
        found = [(mention.text, text[mention.start:mention.end]) for mention in self.engine.mentions(text)]
        self.assertEqual(found, [(name, name) for name in ("Mark Carney", "Xi Jinping", "São Paulo", "Canada")])

    def test_offsets_are_indexes_in_any_text(self):
        chance, found = random.Random(1), 0
        for _ in range(150):
            words = [chance.choice(NAMES) + chance.choice([" met ", " left ", ". ", "\n"]) for _ in range(8)]
            for _ in range(chance.randint(1, 12)):
                words.insert(chance.randint(0, len(words)), chance.choice(TROUBLE) + chance.choice(["", " "]))
            text = "".join(words)
            result = self.engine.analyse(text)
            for mention in result.mentions:
                self.assertEqual(mention.text, text[mention.start:mention.end])
                self.assertTrue(any(mention.text in name for name in NAMES + TROUBLE) or mention.text, mention)
                found += mention.text in NAMES
            for relation in result.relations:
                self.assertTrue(relation.start < relation.end <= len(text))
        self.assertGreater(found, 500)

    def test_half_a_surrogate_pair_is_itself(self):
        mention = self.engine.mentions("\ud800 Mark Carney \udc00 spoke.")[0]
        self.assertEqual((mention.start, mention.end, mention.text), (2, 13, "Mark Carney"))

    def test_it_finds_what_the_program_finds(self):
        for shown in place.lines("extract", "--with-text", "--explain", place.NEWS):
            result = self.engine.analyse(relata.Document(shown["text"], shown["id"], shown.get("title"), shown.get("date")), explain=True)
            self.assertEqual((result.id, result.title), (shown["id"], shown.get("title")))
            self.assertEqual([vars_of(mention) for mention in result.mentions], shown["mentions"])
            self.assertEqual([vars_of(relation) for relation in result.relations], shown.get("relations", []))

    def test_relations(self):
        text = "𝒜 Mark Carney met Xi Jinping in Gyeongju."
        relation, = self.engine.analyse(text).relations
        self.assertEqual((relation.subject, relation.relation, relation.object, relation.modality),
                         ("person:mark-carney", "met_with", "person:xi-jinping", "asserted"))
        self.assertEqual(text[relation.subject_start:relation.subject_end], "Mark Carney")
        self.assertEqual(text[relation.object_start:relation.object_end], "Xi Jinping")
        self.assertFalse(relation.past)

    def test_types(self):
        text = "Mark Carney is in Ottawa."
        self.assertEqual([mention.type for mention in self.engine.mentions(text, types="place")], ["place"])
        self.assertEqual(len(self.engine.mentions(text, types=["place", "person"])), 2)
        self.assertTrue(self.engine.has_type("person"))
        self.assertFalse(self.engine.has_type("ship"))
        with self.assertRaisesRegex(relata.Error, 'unknown type "ship"') as caught:
            self.engine.mentions(text, types=["ship"])
        self.assertEqual(caught.exception.code, relata.Code.ARGUMENT)

    def test_empty_and_wrong_texts(self):
        self.assertEqual(self.engine.mentions(""), [])
        for wrong in (None, b"bytes", 3):
            with self.assertRaises(TypeError):
                self.engine.mentions(wrong)
        for wrong in (relata.Document("x", id="a\0b"), relata.Document("x", title="\0")):
            with self.assertRaisesRegex(ValueError, "NUL"):
                self.engine.analyse(wrong)

    def test_judgements(self):
        (place.FOLDER / "mine.judgements").write_text("drop Mark Carney\n", "utf-8")
        names = [mention.name for mention in self.engine.analyse("Mark Carney met Xi Jinping.", judgements="mine.judgements").mentions]
        self.assertEqual(names, ["Xi Jinping"])


def vars_of(found):
    """As the program prints it."""
    shown = dict(vars(found))
    for name in [name for name, value in shown.items() if value is False or (name in ("sums", "reasons") and not value)]:
        del shown[name]
    if "reasons" in shown:
        shown["reasons"] = [vars(reason) for reason in shown["reasons"]]
    return shown


class Lists(unittest.TestCase):
    def test_lists_of_ones_own(self):
        path = place.FOLDER / "ships.tsv"
        path.write_text("type\tname\nship\tEver Given\n", "utf-8")
        text = "The Ever Given is in Rotterdam."
        for listed in (path, str(path), [path], (each for each in [str(path)])):
            with relata.Engine(listed) as engine:
                self.assertEqual([m.type for m in engine.mentions(text)], ["ship", "place"])
                self.assertTrue(engine.has_type("ship"))
        with relata.Engine([path], defaults=False) as engine:
            self.assertIn("ship", [m.type for m in engine.mentions(text)])
        with relata.Engine(data=place.ROOT / "gazetteers") as engine:
            self.assertEqual([m.text for m in engine.mentions("Xi Jinping spoke.")], ["Xi Jinping"])

    def test_errors_say_where(self):
        path = place.FOLDER / "broken.tsv"
        path.write_text("type\tname\tlatitude\nplace\tA Town\tnorth\n", "utf-8")
        with self.assertRaises(relata.Error) as caught:
            relata.Engine([path])
        error = caught.exception
        self.assertEqual((error.code, error.source, error.line, error.column), (relata.Code.FORMAT, str(path), 2, 14))
        self.assertTrue(error.message)
        self.assertEqual(str(error), f"{path}:2:14: {error.message}")
        for arguments, code in (({"gazetteers": "nosuch.tsv"}, relata.Code.IO), ({"weights": "nosuch.weights"}, relata.Code.IO),
                                ({"data": "nosuch"}, relata.Code.IO)):
            with self.assertRaises(relata.Error) as caught:
                relata.Engine(**arguments)
            self.assertEqual(caught.exception.code, code)
        with self.assertRaisesRegex(ValueError, "NUL"):
            relata.Engine("a\0b")

    def test_a_closed_engine_says_so(self):
        with relata.Engine(defaults=False) as engine:
            pass
        engine.close()
        for ask in (lambda: engine.mentions("x"), lambda: list(engine.extract([{"text": "x"}])), lambda: engine.build([])):
            with self.assertRaisesRegex(ValueError, "the engine is closed"):
                ask()

    def test_reasons_make_the_sums(self):
        with relata.Engine() as engine:
            mention = engine.analyse("Mark Carney spoke.", explain=True).mentions[0]
        for kind in ("person", "place", "organisation"):
            self.assertAlmostEqual(sum(getattr(reason, kind) for reason in mention.reasons), mention.sums[kind], places=1)
        self.assertEqual(len(list(itertools.islice(mention.reasons, 1))), 1)


if __name__ == "__main__":
    unittest.main()
