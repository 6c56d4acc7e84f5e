#!/usr/bin/python3
"""The figures of `relata evaluate` are those of the scorers that lie beside the project, to the last digit.

    evaluate.py PROGRAM SOURCE_ROOT [SHARED]

Prints TAP. SHARED is the folder with the scorers and their sets, by default SOURCE_ROOT/../shared; where it is absent, all
is skipped. Besides the development sets there, made-up ones are compared that hold what real ones seldom do: several types
and entities in one place, mentions twice, entities that are missing, all kinds of white space and quotation marks round
sentences.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

SETS = ["gum-news", "gum-interview", "gum-other", "uner-ewt"]
TYPES = ["person", "place", "organisation"]
MADE_UP = 12
PIECES = ["Ada Low", "Ada", "Rome", "New Rome", "Acme", "Bank of Rome", "U.S.", "said", "in", "the", "é", "\U0001F600", "3",
          "“Yes", "(No", "'so"]
ENDS = [". ", ".\n", "! ", "?\u00a0", ".” ", ".\u2019)\u2003", ".\" “", ". (", "\n", "\n\n", ".\n\n", " . ", "... ", ".\u2028",
        ".\x1d", ") ", ".'\t'", "; ", ".  é", "?!\r\n"]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ValueError(f"{' '.join(map(str, command))}: exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    return done.stdout


def percents(score):
    p, r, f1 = score["precision"], score["recall"], score["f1"]
    return f"P {100 * p:6.2f}  R {100 * r:6.2f}  F1 {100 * f1:6.2f}"


def counts(score):
    return f"   (gold {score['gold']}, found {score['found']}, right {score['right']})"


def lines_of(evaluation):
    """What both scorers would print."""
    lines = [f"{kind:13} {percents(evaluation['types'][kind])}{counts(evaluation['types'][kind])}" for kind in TYPES]
    lines.append(f"{'span':13} {percents(evaluation['span'])}{counts(evaluation['span'])}")
    lines.append(f"{'overlap':13} {percents(evaluation['overlap'])}")
    lines.append(f"{'all':13} {percents(evaluation['all'])}{counts(evaluation['all'])}")
    for name in ("nodes", "weighted", "edges"):
        lines.append(f"{name:9} {percents(evaluation[name])}{counts(evaluation[name])}")
    return lines


def differences(program, tools, gold, found):
    wanted = run(sys.executable, tools / "score_mentions.py", gold, found).splitlines()
    wanted += run(sys.executable, tools / "score_graph.py", gold, found).splitlines()
    got = lines_of(json.loads(run(program, "evaluate", "--json", "--quiet", "--no-config", gold, found)))
    return [f"{w}  !=  {g}" for w, g in zip(wanted, got) if w != g] + \
           ([] if len(wanted) == len(got) else [f"{len(wanted)} lines, {len(got)} here"])


def check_set(program, shared, name, place):
    """A development set: what is extracted into a file and what is extracted at once give the same. Annotators mark what a
    text repeats too, and so it is found when a text is extracted at once."""
    gold, found = shared / f"data/dev/{name}.jsonl", place / f"{name}.found.jsonl"
    found.write_text(run(program, "extract", "--quiet", "--no-config", "--keep-repeats", gold), encoding="utf-8")
    wrong = differences(program, shared / "tools", gold, found)
    with_found = run(program, "evaluate", "--json", "--quiet", "--no-config", gold, found)
    at_once = run(program, "evaluate", "--json", "--quiet", "--no-config", "--jobs", "2", gold)
    return wrong + ([] if with_found == at_once else ["without FOUND it gives other figures"])


def made_up_text(chance):
    text = ""
    for _ in range(chance.randrange(1, 60)):
        text += chance.choice(PIECES) + chance.choice(ENDS if chance.random() < 0.4 else [" "])
    return text


def made_up_mention(chance, text, names):
    start = chance.randrange(len(text))
    mention = {"start": start, "end": chance.randrange(start + 1, min(len(text), start + 8) + 1),
               "type": chance.choice(TYPES + ["ship"])}
    if chance.random() < 0.9:
        mention["entity"] = chance.choice([*names, "", None])
    return mention


def make_up(chance, gold_path, found_path):
    gold, found = [], []
    for number in range(chance.randrange(1, 12)):
        text = made_up_text(chance)
        marked = [made_up_mention(chance, text, [f"é{i}" for i in range(9)]) for _ in range(chance.randrange(40))]
        guessed = [made_up_mention(chance, text, [f"n{i}" for i in range(12)]) for _ in range(chance.randrange(20))]
        for mention in marked:  # most are found, many rightly
            if chance.random() < 0.7:
                copy = dict(mention, entity=f"n{chance.randrange(12)}")
                guessed.append(copy if chance.random() < 0.8 else dict(copy, type=chance.choice(TYPES)))
        gold.append({"id": f"d{number}", "text": text, "mentions": marked + marked[:2]})
        if chance.random() < 0.9:
            found.append({"id": f"d{number}", "mentions": guessed})
    chance.shuffle(found)
    found.append({"id": "elsewhere", "mentions": [{"start": 0, "end": 1, "type": "place", "entity": "n1"}]})
    for path, documents in ((gold_path, gold), (found_path, found)):
        path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")


def check_made_up(program, shared, number, place):
    gold, found = place / f"gold{number}.jsonl", place / f"found{number}.jsonl"
    make_up(random.Random(number), gold, found)
    return differences(program, shared / "tools", gold, found)


def main(arguments):
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    program, root = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
    shared = pathlib.Path(arguments[2]) if arguments[2:] else root.parent / "shared"
    if not (shared / "tools/score_mentions.py").exists():
        print("1..0 # SKIP needs the scorers of ../shared/tools")
        return 0
    failed = False
    print(f"1..{len(SETS) + MADE_UP}")
    with tempfile.TemporaryDirectory(prefix="relata-evaluate-") as place:
        place = pathlib.Path(place)
        for number, name in enumerate(SETS + [f"made up {n}" for n in range(MADE_UP)], 1):
            if name in SETS and not (shared / f"data/dev/{name}.jsonl").exists():
                print(f"ok {number} - {name} # SKIP needs ../shared/data/dev/{name}.jsonl")
                continue
            wrong = check_set(program, shared, name, place) if name in SETS else \
                check_made_up(program, shared, number - len(SETS) - 1, place)
            print(f"{'not ok' if wrong else 'ok'} {number} - {name}")
            for line in wrong:
                print(f"# {line}")
            failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
