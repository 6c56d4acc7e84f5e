#!/usr/bin/env python3
"""Stores: whatever was done to one, the files exported from it are those of a fresh build, and so are its tables.

usage: store.py PROGRAM SOURCE_ROOT [SEED]

Documents are added, replaced, removed and judged at random, judgements are taken back; stores are merged in any order. The same seed does the same.
Prints TAP.
"""
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
COMPILED = pathlib.Path(PROGRAM).parent / "gazetteers"
CHANCE = random.Random(sys.argv[3] if len(sys.argv) > 3 else "1")
FILES = ["graph.json", "graph.graphml", "relations.json", "relations.graphml"]
NAMES = """Mark Carney|Carney|Xi Jinping|Xi|President Trump|Anna Bellwether|Ms. Bellwether|Karl Bellwether|Bellwether|Josef Dornfeld|
Josef Dornfelt|Canada|South Korea|Gyeongju|Georgia|Huawei|Huawei Technologies|APEC|Zorbium Inc.|Zorbium|the Ministry of Small Bridges|
U.S.|Justin Trudeau|Trudeau|Meng Wanzhou|Meng Wenzhou|Michael Kovrig|Kovrig|Canadian Prime Minister Mark Carney""".replace("\n", "").split("|")
PHRASES = ["{} met {} in {} on Friday.", "{} said {} would not sign.", "According to {}, {} left {}.", "{}, {} and {} agreed.",
           "{} invited {}.", "{}'s envoy saw {}.", "{} works for {}."]
# Each name means one entity whatever the documents say: an ambiguous one is an error, and rightly.
JUDGEMENTS = ["same [person] Mark Carney = [person] Justin Trudeau", "different [organisation] Huawei = [organisation] Huawei Technologies",
              "drop place:united-states", "type place:gyeongju = organisation", "different [person] Meng Wanzhou = [person] Meng Wenzhou",
              "different [person] Anna Bellwether = [person] Karl Bellwether", "drop organisation:ministry-of-small-bridges"]
# What stands in the derived tables, with ids: numbers are a store's own.
NAMED = "JOIN entity x ON x.number = t.{} JOIN entity y ON y.number = t.{}"
ENDS = NAMED.format("a", "b")
SAID = NAMED.format("subject", "object")
TABLES = {
    "copy": "SELECT d.id, o.id FROM copy t JOIN document d ON d.number = t.document JOIN document o ON o.number = t.of",
    "entity": "SELECT id, label, type, mentions, documents, windows, first_seen, last_seen, country, role, latitude, longitude FROM entity",
    "alias": "SELECT e.id, t.place, t.name, t.reason FROM alias t JOIN entity e ON e.number = t.entity",
    "name": "SELECT t.folded, t.kind, e.id FROM name t JOIN entity e ON e.number = t.entity",
    "mention": "SELECT e.id, d.id, t.count FROM mention t JOIN entity e ON e.number = t.entity JOIN document d ON d.number = t.document",
    "appearance": "SELECT e.id, d.id, t.sentence FROM appearance t JOIN entity e ON e.number = t.entity"
                  " JOIN document d ON d.number = t.document",
    "cooccurrence": "SELECT min(x.id, y.id), max(x.id, y.id), d.id, t.count FROM cooccurrence t " + ENDS +
                    " JOIN document d ON d.number = t.document",
    "edge": "SELECT min(x.id, y.id), max(x.id, y.id), t.count, t.documents, npmi, log_likelihood, jaccard, cosine, t.first_seen,"
            " t.last_seen, t.relations FROM edge t " + ENDS,
    "evidence": "SELECT min(x.id, y.id), max(x.id, y.id), t.place, d.id, t.sentence, t.text FROM evidence t " + ENDS +
                " JOIN document d ON d.number = t.document",
    "relation": "SELECT x.id, t.relation, y.id, modality, asserted, reported, planned, past, t.documents, t.first_seen, t.last_seen"
                " FROM relation t " + SAID,
    "statement": "SELECT x.id, t.relation, y.id, t.place, d.id, t.sentence, t.modality, t.text FROM statement t " + SAID +
                 " JOIN document d ON d.number = t.document"}
FURNITURE = "Photo by Anna Bellwether for Zorbium Inc."
count = failures = 0


def check(passed, what, detail=""):
    global count, failures
    count += 1
    failures += not passed
    print(f"{'ok' if passed else 'not ok'} {count} - {what}", flush=True)
    if not passed:
        print("\n".join(f"#   {line}" for line in str(detail)[:1500].split("\n")))


def run(*arguments, expect=0):
    environment = {**os.environ, "RELATA_GAZETTEERS": str(COMPILED), "LC_ALL": "C"}
    done = subprocess.run([PROGRAM, *map(str, arguments)], env=environment, capture_output=True, stdin=subprocess.DEVNULL,
                          timeout=250, check=False)
    if done.returncode != expect:
        check(False, f"relata {' '.join(map(str, arguments))} exits with {expect}",
              f"{done.returncode}: {done.stderr.decode(errors='replace')}")
    return done


def make_sentence():
    phrase = CHANCE.choice(PHRASES)
    return phrase.format(*(CHANCE.choice(NAMES) for _ in range(phrase.count("{}"))))


def make_document(number):
    paragraphs = [" ".join(make_sentence() for _ in range(CHANCE.randint(1, 4))) for _ in range(CHANCE.randint(1, 5))]
    if CHANCE.random() < 0.5:
        paragraphs.append(FURNITURE)
    document = {"id": f"d{number}", "text": "\n\n".join(paragraphs)}
    if CHANCE.random() < 0.8:
        document["date"] = f"20{CHANCE.randint(10, 25)}-{CHANCE.randint(1, 12):02}-{CHANCE.randint(1, 28):02}"
    if CHANCE.random() < 0.5:
        document["title"] = make_sentence()
    return document


def write_documents(path, documents):
    path.write_text("".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents), "utf-8")
    return path


def in_other_words(line):
    """The same judgement: the names the other way round, in other letters."""
    verb, _, rest = line.partition(" ")
    names = rest.split(" = ")
    if verb in ("same", "different") and CHANCE.random() < 0.5:
        names.reverse()
    return f"{verb} {' = '.join(name if ':' in name or verb == 'type' else name.replace('e', 'E') for name in names)}".replace("[pErson]", "[person]")


def describe_difference(one, other):
    for x, y in zip(one["entities"], other["entities"]):
        for key in x:
            if x[key] != y.get(key):
                return f"{x['id']}: {key}: {str(x[key])[:300]} / {str(y.get(key))[:300]}"
    return f"{one['query']}: {len(one['entities'])} / {len(other['entities'])} entities, {one['suggestions']} / {other['suggestions']}"


def answer(store, question):
    connection = sqlite3.connect(store)
    try:
        return sorted(connection.execute(question).fetchall(), key=repr)
    finally:
        connection.close()


class Twin:
    """A store, and what it should hold."""

    def __init__(self, place, name, options=()):
        self.place, self.store, self.options = place, place / f"{name}.db", list(options)
        self.documents, self.judgements, self.last = {}, [], 0

    def judgement_options(self):
        if not self.judgements:
            return []
        path = self.place / "judgements.txt"
        path.write_text("\n".join(self.judgements) + "\n", "utf-8")
        return ["--judgements", path]

    def build(self, out, *options):
        path = write_documents(self.place / "all.jsonl", CHANCE.sample(list(self.documents.values()), len(self.documents)))
        run("build", "--quiet", *self.options, *self.judgement_options(), *options, "-o", f"{out}/", path)

    def begin(self, documents):
        self.documents = {self.fresh_id(): None for _ in range(documents)}
        self.documents = {key: {**make_document(0), "id": key} for key in self.documents}
        path = write_documents(self.place / "first.jsonl", self.documents.values())
        run("build", "--quiet", *self.options, "--store", self.store, "-o", self.place / "first.json", path)

    def fresh_id(self):
        self.last += 1
        return f"{self.store.stem}-{self.last}"

    def add(self):
        batch = [{**make_document(0), "id": self.fresh_id()} for _ in range(CHANCE.randint(0, 5))]
        known = list(self.documents)
        batch += [self.documents[key] for key in CHANCE.sample(known, min(2, len(known)))]
        batch += [{**make_document(0), "id": key} for key in CHANCE.sample(known, min(2, len(known)))]
        latest = {}
        for document in batch:  # of two texts under one id the program takes the one with the smaller digest: there is one only
            latest[document["id"]] = document
        self.documents.update(latest)
        run("add", "--quiet", "-g", self.store, write_documents(self.place / "more.jsonl", latest.values()))

    def remove(self):
        gone = CHANCE.sample(list(self.documents), min(3, len(self.documents) - 1))
        if not gone:
            return
        for key in gone:
            del self.documents[key]
        run("remove", "--quiet", "-g", self.store, *gone)

    def judge(self):
        left = [line for line in JUDGEMENTS if line not in self.judgements]
        if not left:
            return
        self.judgements.append(CHANCE.choice(left))
        path = self.place / "one.txt"
        path.write_text(self.judgements[-1] + "\n", "utf-8")
        run("judge", "--quiet", "-g", self.store, "--file", path)

    def forget(self):
        gone = CHANCE.sample(self.judgements, min(CHANCE.randint(1, 2), len(self.judgements)))
        if not gone:
            return
        self.judgements = [line for line in self.judgements if line not in gone]
        path = self.place / "gone.txt"
        path.write_text("\n".join(map(in_other_words, gone)) + "\n", "utf-8")
        run("judge", "--quiet", "-g", self.store, "--forget", "--file", path)
        path.write_bytes(run("judge", "-g", self.store, "--list").stdout)
        run("judge", "--quiet", "-g", self.store, "--file", path)
        kept = path.read_text("utf-8").splitlines()
        check(len(kept) == len(self.judgements), f"{len(gone)} judgements are taken back, {len(kept)} stay", f"{self.judgements}\n{kept}")

    def renew(self):
        run("renew", "--quiet", "-g", self.store)

    def compare(self, what, *options):
        fresh, exported = self.place / "fresh", self.place / "exported"
        self.build(fresh, *options)
        run("export", "--quiet", "-g", self.store, *options, "-o", f"{exported}/")
        different = [name for name in FILES if (fresh / name).read_bytes() != (exported / name).read_bytes()]
        check(not different, what, f"{different} differ")
        self.compare_tables(fresh / "relata.db")
        if not options:  # a store knows what pruning leaves out
            self.compare_lookups(fresh)
        shutil.rmtree(fresh)
        shutil.rmtree(exported)

    def compare_tables(self, fresh):
        different = [table for table, question in TABLES.items() if answer(self.store, question) != answer(fresh, question)]
        check(not different, "the tables are those of a fresh build", f"{different} differ")

    def compare_lookups(self, fresh):
        names = ["carney", "Bellwether", "Zorbium", "Georgia", "Meng", "Nobody"]
        answers = [[json.loads(line) for line in subprocess.run(
            [PROGRAM, "lookup", "--json", "--explain", "-g", str(path), *names], capture_output=True, check=False).stdout.splitlines()]
            for path in (self.store, fresh / "graph.json")]
        different = [pair for pair in zip(*answers) if pair[0] != pair[1]]
        check(not different and answers[0], "look-ups in the store answer as those in graph.json",
              "\n".join(describe_difference(*pair) for pair in different))


def grow(place, name, steps, options, shape=()):
    twin = Twin(place, name, options)
    twin.begin(CHANCE.randint(3, 12))
    done = []
    for step in range(steps):
        what = CHANCE.choice(["add", "add", "remove", "judge", "judge", "forget", "renew"] if step > 0 else ["add"])
        getattr(twin, what)()
        done.append(what)
        if step % 2 == 1 or step == steps - 1:
            twin.compare(f"after {', '.join(done)} the exports are those of a fresh build{' with ' + ' '.join(options) if options else ''}", *shape)
    run("check", "-g", twin.store)
    return twin


def merge(place, twins, what):
    merged = Twin(place, "merged", twins[0].options)
    for twin in twins:
        merged.documents.update(twin.documents)
        merged.judgements += [line for line in twin.judgements if line not in merged.judgements]
    for order in (twins, twins[::-1]):
        run("merge", "--quiet", *(twin.store for twin in order), "-o", merged.store)
        merged.compare(what)
    run("check", "-g", merged.store)


def main():
    place = pathlib.Path(tempfile.mkdtemp(prefix="relata-store-"))
    try:
        for round_number, options in enumerate([[], ["--window", "paragraph", "--keep-copies"], ["--types", "person,organisation", "--window", "20"]]):
            twins = []
            for name in ("one", "two"):
                folder = place / f"{round_number}-{name}"
                folder.mkdir()
                twins.append(grow(folder, name, 8, options, ["--weight", "npmi", "--min-documents", "2"] if round_number == 2 else []))
            merge(place, twins, "two stores, merged in either order, give the exports of a fresh build")
    finally:
        shutil.rmtree(place)
    print(f"1..{count}")
    return 1 if failures else 0


sys.exit(main())
