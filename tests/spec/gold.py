#!/usr/bin/env python3
"""The prose examples of a specification as annotated documents, for learning.

    gold.py SPECIFICATION

Prints JSON lines: id, text, mentions of people, places and organisations with offsets in characters.
"""

import json
import pathlib
import re
import sys

TYPES = ("person", "place", "organisation")
EXAMPLE = re.compile(r"^```example\n(.*?)^---\n(.*?)^```", re.S | re.M)
MENTION = re.compile(r"(\w+) (.*?) = ")


def mentions(text, lines):
    """Each line's mention is looked for behind the one before it."""
    at = 0
    for line in lines:
        found = MENTION.match(line)
        if found is None:
            continue
        name = found[2].replace("\\n", "\n")
        place = re.compile(r"\s+".join(map(re.escape, name.split()))).search(text, at)
        if place is None:
            continue
        at = place.end()
        if found[1] in TYPES:
            yield {"start": place.start(), "end": place.end(), "type": found[1]}


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    examples = EXAMPLE.findall(pathlib.Path(arguments[0]).read_text(encoding="utf-8"))
    for number, (text, expected) in enumerate(examples, 1):
        text = text.rstrip("\n")
        print(json.dumps({"id": f"example {number}", "text": text, "mentions": list(mentions(text, expected.split("\n")))},
                         ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
