#!/usr/bin/env python3
"""Runs the examples of the spec of relations and reports in TAP.

    relations.py PROGRAM SOURCE_ROOT

The spec, tests/spec/relations.md, is prose. Its examples are fenced blocks that begin with ```relations: lines at the left are
texts, each decided alone; the indented lines under a text are all relations that it states: subject | relation | object, then
where they hold the modality (asserted if none is given) and "past". Ends are the ids of extract.
Every relation of gazetteers/en/news.relations must have an example that is found, and one of a text that states nothing.
"""
import json
import pathlib
import re
import subprocess
import sys

FENCE, OPENING = "```", "```relations"
TIME_LIMIT = 120


def read_spec(path):
    examples, inside = [], False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line in (OPENING, FENCE):
            inside = line == OPENING
        elif inside and line.startswith(" "):
            examples[-1]["expected"].append(tuple(part.strip() for part in line.split("|")))
        elif inside and line:
            examples.append({"line": number, "text": line, "expected": []})
    return examples


def run_program(program, examples):
    documents = [json.dumps({"id": f"line {example['line']}", "text": example["text"]}) for example in examples]
    done = subprocess.run([program, "extract", "--quiet", "-"], input="\n".join(documents) + "\n", text=True,
                          encoding="utf-8", capture_output=True, timeout=TIME_LIMIT, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def shown(relation):
    marks = [relation["modality"]] if relation["modality"] != "asserted" else []
    return (relation["subject"], relation["relation"], relation["object"], *marks, *(["past"] if relation.get("past") else []))


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    examples = read_spec(root / "tests" / "spec" / "relations.md")
    shipped = (root / "gazetteers" / "en" / "news.relations").read_text(encoding="utf-8")
    names = re.findall(r"^relation (\w+)$", shipped, re.MULTILINE)
    failures, stated = 0, set()
    print(f"1..{len(examples) + 2}")
    for number, (example, document) in enumerate(zip(examples, run_program(program, examples)), 1):
        found = [shown(relation) for relation in document.get("relations", [])]
        stated |= {relation[1] for relation in found}
        right = sorted(found) == sorted(example["expected"])
        failures += not right
        print(f"{'ok' if right else 'not ok'} {number} - line {example['line']}: {example['text']}")
        if not right:
            print("\n".join(f"#   expected {one}" for one in example["expected"]))
            print("\n".join(f"#   found {one}" for one in found))
    missing = [name for name in names if name not in stated]
    print(f"{'not ok' if missing else 'ok'} {len(examples) + 1} - every shipped relation is found in an example", *missing)
    enough = len(set(names)) >= 40
    print(f"{'ok' if enough else 'not ok'} {len(examples) + 2} - at least 40 relations are shipped: {len(set(names))}")
    return 1 if failures or missing or not enough else 0


sys.exit(main())
