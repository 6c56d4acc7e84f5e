#!/usr/bin/env python3
"""Runs the examples of the spec and reports in TAP.

    run.py PROGRAM SPEC...

A spec is prose in Markdown. Its examples are fenced blocks that begin with ```example:

    ```example
    Huawei executive Meng Wanzhou was arrested.
    ---
    organisation Huawei = organisation:huawei
    person Meng Wanzhou = person:meng-wanzhou
    ```

Above the first line that is "---": the text. Below: every mention that it holds, in its order: type, exact text (with
\\n for a line break), " = ", id of the entity. An id "type:?word" stands for any id of that type: the same for the same
word, another than every other id in the example.

All examples of a spec are given to `PROGRAM extract -` at once, a JSON line each: every document is decided alone.
"""

import difflib
import json
import os
import re
import subprocess
import sys

FENCE = "```"
OPENING = "```example"
SEPARATOR = "---"
TIME_LIMIT = 120
EXPECTATION = re.compile(r"(?P<type>[a-z_]+) (?P<text>.+) = (?P<id>[a-z_]+:\S+)")
ANY_ID = re.compile(r"(?P<type>[a-z_]+):\?\w+")


class BadSpec(Exception):
    """The spec itself is wrong: not what the program does with it."""


# ---- reading specs ----

class Example:
    def __init__(self, name, line, heading):
        self.name = f"{name}:{line}"
        self.heading = heading
        self.lines = []
        self.text = ""
        self.expected = []  # (type, text, id)

    def finish(self):
        if SEPARATOR not in self.lines:
            raise BadSpec(f"{self.name}: the example has no line {SEPARATOR!r}")
        at = self.lines.index(SEPARATOR)
        self.text = "\n".join(self.lines[:at]) + "\n"
        self.expected = [self.expectation(line) for line in self.lines[at + 1:]]
        self.check_texts()

    def expectation(self, line):
        match = EXPECTATION.fullmatch(line)
        if match is None:
            raise BadSpec(f"{self.name}: not an expectation: {line!r}")
        if match["id"].partition(":")[0] != match["type"]:
            raise BadSpec(f"{self.name}: the id is of another type: {line!r}")
        return match["type"], match["text"].replace("\\n", "\n"), match["id"]

    def check_texts(self):
        """What is expected must stand in the text, in this order: else no program could be right."""
        at = 0
        for _, text, _ in self.expected:
            found = self.text.find(text, at)
            if found < 0:
                raise BadSpec(f"{self.name}: the text does not hold {text!r} there")
            at = found + len(text)


def read_spec(path):
    examples, heading, current = [], "", None
    name = os.path.basename(path)
    with open(path, encoding="utf-8") as spec:
        for number, line in enumerate(spec, 1):
            line = line.rstrip("\n")
            if current is not None and line == FENCE:
                current.finish()
                examples.append(current)
                current = None
            elif current is not None:
                current.lines.append(line)
            elif line == OPENING:
                current = Example(name, number, heading)
            elif line.startswith("#"):
                heading = line.lstrip("# ")
    if current is not None:
        raise BadSpec(f"{current.name}: the example has no end")
    if not examples:
        raise BadSpec(f"{name}: no examples")
    return examples


# ---- running the program ----

def run_program(program, examples):
    """The mentions of each example, as (type, text, id)."""
    documents = [json.dumps({"id": example.name, "text": example.text}) for example in examples]
    done = subprocess.run([program, "extract", "--quiet", "-"], input="\n".join(documents) + "\n", text=True,
                          encoding="utf-8", capture_output=True, timeout=TIME_LIMIT, check=False)
    if done.returncode != 0 or done.stderr:
        raise RuntimeError(f"exit code {done.returncode}\n{done.stderr}")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if [document["id"] for document in found] != [example.name for example in examples]:
        raise RuntimeError("the documents in the output are not those of the input")
    return [[(m["type"], m["text"], m["entity"]) for m in document["mentions"]] for document in found]


# ---- comparing ----

def bind_ids(expected, found):
    """`expected` with each "type:?word" replaced by the id that was found in its place, where that is allowed."""
    fixed = {identity for _, _, identity in expected if ANY_ID.fullmatch(identity) is None}
    bound, result = {}, []
    for number, (kind, text, identity) in enumerate(expected):
        any_id = ANY_ID.fullmatch(identity)
        if any_id is not None and identity not in bound and number < len(found):
            candidate = found[number][2]
            free = candidate not in fixed and candidate not in bound.values()
            if free and candidate.startswith(any_id["type"] + ":"):
                bound[identity] = candidate
        result.append((kind, text, bound.get(identity, identity)))
    return result


def shown(mentions):
    return ["{} {} = {}".format(kind, text.replace("\n", "\\n"), identity) for kind, text, identity in mentions]


def differences(example, found):
    expected = bind_ids(example.expected, found)
    if expected == found:
        return []
    lines = difflib.ndiff(shown(expected), shown(found))
    return [line for line in lines if not line.startswith("?")]


# ---- reporting ----

def report(number, example, problems):
    verdict = "not ok" if problems else "ok"
    print(f"{verdict} {number} - {example.name} {example.heading}")
    if problems:
        for line in example.text.splitlines():
            print(f"#   | {line}".rstrip())
        for line in problems:
            print(f"#   {line}".rstrip())


def run_spec(program, examples, first):
    """Reports on one spec and returns how many of its examples failed."""
    try:
        results = [differences(e, found) for e, found in zip(examples, run_program(program, examples))]
    except (OSError, RuntimeError, ValueError, KeyError, subprocess.TimeoutExpired) as problem:
        results = [str(problem).splitlines()] * len(examples)
    for number, (example, problems) in enumerate(zip(examples, results), first):
        report(number, example, problems)
    return sum(1 for problems in results if problems)


def main(arguments):
    if len(arguments) < 2:
        print("usage: run.py PROGRAM SPEC...", file=sys.stderr)
        return 2
    program, paths = arguments[0], arguments[1:]
    try:
        specs = [read_spec(path) for path in paths]
    except (OSError, UnicodeDecodeError, BadSpec) as problem:
        print(f"Bail out! {problem}")
        return 1
    print(f"1..{sum(len(examples) for examples in specs)}")
    failed, first = 0, 1
    for examples in specs:
        failed += run_spec(program, examples, first)
        first += len(examples)
    print(f"# {first - 1 - failed} of {first - 1} examples are met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
