"""What each kind of evidence contributes: the F1 of mentions without it. Part of script/accuracy.

Nothing is learned again. Each time the program is given a folder of gazetteers in which a list or a file of rules is left out, or
a .weights file has fewer rows: a row that is not there is a weight of nought.
"""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

NAMED, LEARNED = "default.weights", "learned.weights"
LISTS = {
    "lists of people": ["people.tsv"],
    "list of names of the past": ["history.tsv"],
    "lists of given and family names": ["given_names.tsv", "family_names.tsv"],
    "lists of places": ["cities.tsv", "countries.tsv", "geography.tsv", "regions.tsv"],
    "lists of organisations": ["organisations.tsv"],
    "lists of words (ordinary words, titles, cue words)": ["cues.tsv", "ordinary.tsv", "titles.tsv"],
}
FAMILIES = {
    "shape and length": ["shape", "length", "first shape", "last shape"],
    "classes of names inside": ["names", "first and last name", "name and class"],
    "words inside": ["only word", "first word", "last word", "inner word", "word before of"],
    "classes of words inside": ["inner class", "class before of", "first class", "last class"],
    "first and last letters": ["last 2 letters", "last 3 letters", "last 4 letters", "first 3 letters",
                               "last word's first 3 letters"],
    "lists that hold it": ["listed", "listed kind", "listed and word", "listed and shape", "lists"],
    "longer and shorter listed names": ["longer name", "shorter name"],
    "where it is cut": ["left edge", "right edge", "edges", "left edge names", "right edge names", "left edge classes",
                        "right edge classes", "touches left", "touches right", "beyond", "listed beyond", "before"],
    "words beside it": ["left word", "right word", "left words", "right words", "left and right word", "second left word",
                        "second right word", "left 3 letters"],
    "classes and shapes beside it": ["left class", "right class", "second left class", "second right class",
                                     "left and right shape", "title before"],
    "the line": ["line", "line with numbers", "sentence start", "whole line"],
    "the rest of the document": ["small elsewhere", "seen"],
}
DOCUMENT = "The rest of the document"  # the heading in default.weights; all of it is the second look's but for:
FIRST_LOOK = ["in small letters elsewhere in the document"]
INTRODUCTION = """## What each kind of evidence contributes

F1 of mentions with the weights of one kind set to nought, and the points that are lost (with `+`: gained). Nothing was tuned or
learned again, so a loss says how much the rest leans on a kind, not how well one could do without it; kinds that say the same
thing stand in for each other, and each alone seems to matter little. Only of texts that nothing was learned from.
"""
BY_FOLDS = """`{name}` stands for Worldwide by folds: each fifth is scored with weights learned from the other countries' articles
alone. The weights of the named evidence were tuned on 420 of its 705 articles.
"""
FOLDS = 5


class GoldSet:
    """Texts to be scored: parts, each with learned weights of its own or None."""

    def __init__(self, name, parts):
        self.name, self.parts = name, parts


def by_folds(program, name, path, place):
    """The set in parts, with weights learned from the rest; articles of one country, as ids begin, stay together."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        lines = [line.strip() for line in file if line.strip()]
    groups = [str(json.loads(line)["id"]).split("_")[0] for line in lines]
    fold_of = {group: number % FOLDS for number, group in enumerate(dict.fromkeys(groups))}
    parts = []
    for fold in range(FOLDS):
        rest, held, weights = (place / f"{what}-{fold}" for what in ("rest.jsonl", "held.jsonl", "learned.weights"))
        for file, inside in ((rest, False), (held, True)):
            chosen = [line + "\n" for line, group in zip(lines, groups) if (fold_of[group] == fold) == inside]
            file.write_text("".join(chosen), encoding="utf-8")
        run([program, "train", "--no-config", rest, "-o", weights], rest)
        parts.append((held, weights.read_text(encoding="utf-8").splitlines()))
    return GoldSet(name, parts)


def run(command, about, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"accuracy: {about}: {done.stderr.strip()}")
    return done.stdout


class Variants:
    """The program, with folders of gazetteers that lack something."""

    def __init__(self, program, shipped):
        self.program = program
        self.lists = sorted(path for path in shipped.iterdir() if path.suffix == ".tsv")
        compiled = program.parent / "gazetteers/en/lists.rgz"
        self.compiled = [compiled] if compiled.exists() else self.lists
        self.rules = sorted(path for path in shipped.iterdir() if path.suffix in (".patterns", ".weights", ".furniture"))
        self.weights = {path.name: path.read_text(encoding="utf-8").splitlines()
                        for path in self.rules if path.suffix == ".weights"}

    def f1(self, sets, lists=None, without=(), keep=lambda file, row: True, options=()):
        """F1 for each set. `lists`: paths, all if None; `without`: names of rules; `keep(file, row name)`: which weights stay."""
        scores = []
        for gold_set in sets:
            counts = dict.fromkeys(("gold", "found", "right"), 0)
            for gold, learned in gold_set.parts:
                with tempfile.TemporaryDirectory() as place:
                    self.fill(pathlib.Path(place), self.compiled if lists is None else lists, without, keep, learned)
                    found = self.evaluate(place, gold, options)
                counts = {key: count + found[key] for key, count in counts.items()}
            scores.append(2 * counts["right"] / max(counts["gold"] + counts["found"], 1))
        return scores

    def fill(self, folder, lists, without, keep, learned):
        for path in lists:
            (folder / path.name).symlink_to(path)
        for path in self.rules:
            if path.name in without:
                continue
            if path.name not in self.weights:
                (folder / path.name).symlink_to(path)
                continue
            lines = learned if path.name == LEARNED and learned is not None else self.weights[path.name]
            rows = [line for line in lines if line and line[0] != "#" and keep(path.name, line.split("\t")[0])]
            if rows:  # a file without rows is refused
                (folder / path.name).write_text("\n".join(rows) + "\n", encoding="utf-8")

    def evaluate(self, folder, gold, options):
        command = [self.program, "evaluate", "--json", "--quiet", "--no-config", *options, gold]
        return json.loads(run(command, gold, env={**os.environ, "RELATA_GAZETTEERS": folder}))["all"]


def groups_of(lines):
    """The kinds of default.weights under the headings of the file, which follow the comment at its head."""
    groups, heading, begun = {}, "Before the first heading", False
    for line in lines:
        if line.startswith("#"):
            heading = line.lstrip("# ") if begun or not line.rstrip().endswith(".") else heading
        elif line:
            begun = True
            groups.setdefault(heading, []).append(line.split("\t")[0])
    return groups


def difference(value, whole):
    points = 100 * (value - whole)
    return f"{points:+.2f}" if round(points, 2) != 0 else "0"


class Section:
    def __init__(self, variants, sets):
        self.variants, self.sets = variants, sets
        self.whole = variants.f1(sets)

    def row(self, what, values):
        return (what, *(cell for value, whole in zip(values, self.whole)
                        for cell in (f"{100 * value:.2f}", difference(value, whole))))

    def table(self, rows):
        heading = ["Without", *(cell for gold_set in self.sets for cell in (gold_set.name, "±"))]
        lines = ["| " + " | ".join(heading) + " |", "|---|" + "---:|" * (2 * len(self.sets))]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"

    def without(self, rows, file):
        """F1 without some rows of one file; learned rows are named by their templates."""
        rows = set(rows)
        return self.variants.f1(self.sets, keep=lambda name, row: name != file or row.split("=")[0] not in rows)

    def groups(self, groups, file):
        return self.table([self.row(name, self.without(rows, file)) for name, rows in groups.items()])

    def single(self, kinds, file):
        """A row for each kind, the costliest first, and the names of those without which nothing changes."""
        found = sorted(((kind, self.without([kind], file)) for kind in kinds), key=lambda pair: (sum(pair[1]), pair[0]))
        same = sorted(kind for kind, values in found
                      if all(difference(value, whole) == "0" for value, whole in zip(values, self.whole)))
        text = self.table([self.row(*pair) for pair in found if pair[0] not in same])
        if same:
            text += "\nWithout each of these alone, nothing changes: " + "; ".join(same) + ".\n"
        return text

    def large(self, second_look):
        v = self.variants
        rows = [("nothing left out", self.whole)]
        for what, files in LISTS.items():
            rows.append((what, v.f1(self.sets, lists=[path for path in v.lists if path.name not in files])))
        rows.append(("patterns", v.f1(self.sets, without=["names.patterns"])))
        rows.append(("the second look (but for learned weights)", self.without(second_look, NAMED)))
        rows.append(("learned weights", v.f1(self.sets, without=[LEARNED])))
        rows.append(("named evidence (but for the start of every sum)",
                     v.f1(self.sets, keep=lambda name, row: name == LEARNED or row == "any span")))
        rows.append(("lists and learned weights", v.f1(self.sets, options=["--no-default-gazetteers"])))
        return self.table([self.row(*row) for row in rows])


def section(program, shipped, sets, folded):
    """`sets`: names and paths of GOLD files that nothing was learned from; `folded`: of those to be scored by folds."""
    variants = Variants(program, shipped)
    groups = groups_of(variants.weights[NAMED])
    templates = sorted({line.split("=")[0] for line in variants.weights[LEARNED] if line and line[0] != "#"})
    apart = [name for name in templates if not any(name in family for family in FAMILIES.values())]
    if apart:
        sys.exit(f"accuracy: {', '.join(apart)}: of no family in script/contributions.py")
    whole = [GoldSet(name, [(path, None)]) for name, path in sets]
    parts = [INTRODUCTION] + [BY_FOLDS.format(name=name) for name, _ in folded]
    with tempfile.TemporaryDirectory() as place:
        folds = [by_folds(program, name, path, pathlib.Path(place)) for name, path in folded]
        large = Section(variants, whole + folds)
        parts.append(large.large([kind for kind in groups[DOCUMENT] if kind not in FIRST_LOOK]))
        parts.append("Named evidence, by the headings of `default.weights`:\n")
        parts.append(large.groups(groups, NAMED))
        parts.append("Learned observations, by family:\n")
        parts.append(large.groups(FAMILIES, LEARNED))
    if whole:
        small = Section(variants, whole)
        parts.append("Each kind of named evidence, the costliest first:\n")
        parts.append(small.single([kind for kinds in groups.values() for kind in kinds], NAMED))
        parts.append("Each kind of learned observation, the costliest first:\n")
        parts.append(small.single(templates, LEARNED))
    return "\n".join(parts)
