#!/usr/bin/python3
"""Proves that script/gold makes of annotated sets what it says, on made-up sets in their formats.

    gold.py ROOT

Prints TAP.
"""

import json
import pathlib
import subprocess
import sys
import tempfile


def run(root, *arguments):
    return subprocess.run([sys.executable, "-B", root / "script/gold", *arguments], capture_output=True, text=True, encoding="utf-8",
                          check=False)


def entity(type, sentence, first, last):
    return [{"type": type, "sent_id": sentence, "pos": [first, last], "name": ""}]


def redocred(root, folder, sentences, entities):
    (folder / "data").mkdir(exist_ok=True)
    article = {"sents": [sentence.split(" ") for sentence in sentences], "vertexSet": entities}
    (folder / "data/dev_revised.json").write_text(json.dumps([article]), encoding="utf-8")
    return made(run(root, "redocred", folder, "dev"))


def crossner(root, folder, *sentences):
    """A sentence is words, tagged ones as word/tag."""
    (folder / "ner_data/music").mkdir(parents=True, exist_ok=True)
    rows = ["\n".join("\t".join((word.split("~") + ["O"])[:2]) for word in sentence.split(" ")) for sentence in sentences]
    for part, text in (("train", "\n\n".join(rows) + "\n\n"), ("dev", ""), ("test", "\n")):
        (folder / f"ner_data/music/{part}.txt").write_text(text, encoding="utf-8")
    return made(run(root, "crossner", folder, "music"))


def made(done):
    """Texts, each with its mentions as type and words."""
    if done.returncode != 0:
        return done.stderr
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    return [(d["text"], [f"{m['type']} {d['text'][m['start']:m['end']]}" for m in d["mentions"]]) for d in documents]


def types_and_spaces(root, folder):
    found = redocred(root, folder, ['Ada Orlo ( born 1970 ) co - owns " The Lamp " in Velm .'],
                     [entity("PER", 0, 0, 2), entity("TIME", 0, 4, 5), entity("MISC", 0, 10, 12), entity("LOC", 0, 14, 15)])
    return found, [('Ada Orlo (born 1970) co-owns "The Lamp" in Velm.\n', ["person Ada Orlo", "place Velm"])]


def edges_of_names(root, folder):
    found = redocred(root, folder, ["In the United States , King Orlo 's son went to northern Velm ."],
                     [entity("LOC", 0, 1, 4), entity("PER", 0, 5, 8), entity("LOC", 0, 11, 13)])
    return found, [("In the United States, King Orlo's son went to northern Velm.\n",
                    ["place United States", "person Orlo", "place Velm"])]


def no_names(root, folder):
    found = redocred(root, folder, ["Catholic and Norwegian sailors of Velm met Baptists and the council ."],
                     [entity("ORG", 0, 0, 1), entity("LOC", 0, 2, 3), entity("LOC", 0, 5, 6), entity("ORG", 0, 7, 8),
                      entity("ORG", 0, 9, 11)])
    return found, [("Catholic and Norwegian sailors of Velm met Baptists and the council.\n", ["place Velm"])]


def left_out(root, folder):
    """The second sentence misses a name of the first; in the third two overlap."""
    found = redocred(root, folder, ["Orlo came .", "Then Orlo left .", "Velm Guild sang .", "All slept ."],
                     [entity("PER", 0, 0, 1), entity("LOC", 2, 0, 1), entity("ORG", 2, 0, 2)])
    return found, [("Orlo came. All slept.\n", ["person Orlo"])]


def blanks(root, folder):
    found = redocred(root, folder, ["The \u00a0 ship left Port \u00a0 Velm ."], [entity("LOC", 0, 4, 7)])
    return found, [("The ship left Port Velm.\n", ["place Port Velm"])]


def tags(root, folder):
    found = crossner(root, folder, "Professor~B-person Ada~I-person Orlo~I-person of Lamp~B-band & amp ; Oil~I-band",
                     "Velm~B-location Norway~B-country sings~O Ode~B-song", "x = y _ Orlo~B-person")
    return found, [("Professor Ada Orlo of Lamp & Oil\n", ["person Ada Orlo", "organisation Lamp", "organisation Oil"]),
                   ("Velm Norway sings Ode\n", ["place Velm", "place Norway"])]


def tags_with_ampersand(root, folder):
    found = crossner(root, folder, "Lamp~B-band &~I-band amp~I-band ;~I-band Oil~I-band ' s boys ' school , O 'Brien~O and ' so '")
    return found, [("Lamp & Oil's boys' school, O'Brien and 'so'\n", ["organisation Lamp & Oil"])]


def reuters(root, folder):
    return run(root, "crossner", folder, "conll2003").stderr, "gold: conll2003 is not to be learned from\n"


def usage(root, folder):
    return run(root, "redocred", folder).returncode, 2


CASES = [types_and_spaces, edges_of_names, no_names, left_out, blanks, tags, tags_with_ampersand, reuters, usage]


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    failed = 0
    print(f"1..{len(CASES)}")
    for number, case in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory() as folder:
            found, wanted = case(pathlib.Path(arguments[0]).resolve(), pathlib.Path(folder))
        failed += found != wanted
        print(f"{'ok' if found == wanted else 'not ok'} {number} - {case.__name__.replace('_', ' ')}")
        if found != wanted:
            print(f"# found:  {found!r}\n# wanted: {wanted!r}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
