#!/usr/bin/env python3
"""Relations in the five scraped articles of ../shared/news, where they are present: those that sentences state are found, and no others.

usage: relations.py PROGRAM SOURCE_ROOT

The articles are not part of the project, the facts about them in relations.tsv are. Prints TAP; skips everything, saying so, where
the articles are absent.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
NEWS = ROOT.parent / "shared" / "news"
COLUMNS = ["subject", "relation", "object", "modality", "past"]


def expected():
    rows = collections.defaultdict(dict)
    lines = (ROOT / "tests" / "news" / "relations.tsv").read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        file, *relation, must = line.split("\t")
        rows[file][tuple(relation)] = must == "must"
    return rows


def found(file):
    done = subprocess.run([PROGRAM, "extract", "--quiet", "--with-text", str(NEWS / file)], capture_output=True, text=True,
                          encoding="utf-8", check=True)
    document = json.loads(done.stdout)
    relations = {}
    for relation in document.get("relations", []):
        row = {**relation, "past": "past" if relation.get("past") else ""}
        words = document["text"][relation["start"]:relation["end"]]
        ends = [document["text"][relation[end + "_start"]:relation[end + "_end"]] for end in ("subject", "object")]
        relations[tuple(row[name] for name in COLUMNS)] = (words, ends)
    return relations


def main():
    if not NEWS.is_dir():
        print(f"1..0 # SKIP {NEWS} is not there")
        return 0
    rows = expected()
    number = failures = 0
    print(f"1..{2 * len(rows)}")
    for file in sorted(rows):
        relations = found(file)
        missing = [row for row, must in rows[file].items() if must and row not in relations]
        odd = [(row, relations[row][0]) for row in relations if row not in rows[file]]
        for what, wrong in ((f"{file}: what must be found is found", missing), (f"{file}: nothing is found that no sentence says", odd)):
            number += 1
            failures += bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} {number} - {what}", *(f"\n#   {one}" for one in wrong), sep="")
    return 1 if failures else 0


sys.exit(main())
