"""What each kind of evidence contributes: the F1 of mentions without it. Part of script/accuracy.

Nothing is learned again. Each time the program is given a folder of gazetteers in which a list or a file of rules is left out, or
a .weights file has fewer rows: a row that is not there is a weight of nought.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

LISTS = {
    "lists of people": ["people.tsv"],
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
thing stand in for each other, and each alone seems to matter little. Only of sets that nothing was learned from.
"""


class Variants:
    """The program, with folders of gazetteers that lack something."""

    def __init__(self, program, shipped, golds):
        self.program, self.golds = program, golds
        self.lists = sorted(path for path in shipped.iterdir() if path.suffix == ".tsv")
        compiled = program.parent / "gazetteers/en/lists.rgz"
        self.compiled = [compiled] if compiled.exists() else self.lists
        self.rules = sorted(path for path in shipped.iterdir() if path.suffix in (".patterns", ".weights", ".furniture"))
        self.weights = {path.name: path.read_text(encoding="utf-8").splitlines()
                        for path in self.rules if path.suffix == ".weights"}

    def f1(self, lists=None, without=(), keep=None, options=()):
        """F1 for each set. `lists`: paths, all if None; `without`: names of rules; `keep(file, row name)`: which weights stay."""
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place)
            for path in self.compiled if lists is None else lists:
                (folder / path.name).symlink_to(path)
            for path in self.rules:
                if path.name in without:
                    continue
                if keep is None or path.name not in self.weights:
                    (folder / path.name).symlink_to(path)
                else:
                    self.write_weights(folder / path.name, keep)
            return [self.evaluate(folder, gold, options) for gold in self.golds]

    def write_weights(self, path, keep):
        rows = [line for line in self.weights[path.name]
                if line and not line.startswith("#") and keep(path.name, line.split("\t")[0])]
        if rows:  # a file without rows is refused
            path.write_text("\n".join(rows) + "\n", encoding="utf-8")

    def evaluate(self, folder, gold, options):
        command = [self.program, "evaluate", "--json", "--quiet", "--no-config", *options, gold]
        done = subprocess.run(command, capture_output=True, text=True, check=False,
                              env={**os.environ, "RELATA_GAZETTEERS": str(folder)})
        if done.returncode != 0:
            sys.exit(f"accuracy: {gold}: {done.stderr.strip()}")
        return json.loads(done.stdout)["all"]["f1"]


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
    def __init__(self, variants, names):
        self.variants, self.names = variants, names
        self.whole = variants.f1()

    def row(self, what, values):
        return (what, *(cell for value, whole in zip(values, self.whole)
                        for cell in (f"{100 * value:.2f}", difference(value, whole))))

    def table(self, first, rows):
        heading = [first, *(cell for name in self.names for cell in (name, "±"))]
        lines = ["| " + " | ".join(heading) + " |", "|---|" + "---:|" * (2 * len(self.names))]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"

    def without(self, rows, file):
        """F1 without some rows of one file; learned rows are named by their templates."""
        rows = set(rows)
        return self.variants.f1(keep=lambda name, row: name != file or row.split("=")[0] not in rows)

    def costliest_first(self, kinds, file):
        """Rows of single kinds, and the names of those without which nothing changes."""
        found = [(kind, self.without([kind], file)) for kind in kinds]
        changed = [(kind, values) for kind, values in found
                   if any(difference(value, whole) != "0" for value, whole in zip(values, self.whole))]
        same = sorted(kind for kind, values in found if (kind, values) not in changed)
        return [self.row(*pair) for pair in sorted(changed, key=lambda pair: (sum(pair[1]), pair[0]))], same

    def single(self, first, kinds, file):
        rows, same = self.costliest_first(kinds, file)
        text = self.table(first, rows)
        if same:
            text += "\nWithout each of these alone, nothing changes: " + "; ".join(same) + ".\n"
        return text

    def large(self, learned, second_look):
        v = self.variants
        rows = [self.row("nothing left out", self.whole)]
        for what, files in LISTS.items():
            rows.append(self.row(what, v.f1(lists=[path for path in v.lists if path.name not in files])))
        rows.append(self.row("patterns", v.f1(without=["names.patterns"])))
        rows.append(self.row("the second look (but for learned weights)", self.without(second_look, "default.weights")))
        rows.append(self.row("learned weights", v.f1(without=[learned])))
        rows.append(self.row("named evidence (but for the start of every sum)",
                             v.f1(keep=lambda name, row: name == learned or row == "any span")))
        rows.append(self.row("lists and learned weights", v.f1(options=["--no-default-gazetteers"])))
        return self.table("Without", rows)


def section(program, shipped, sets):
    """`sets`: names and paths of GOLD files."""
    variants = Variants(program, shipped, [path for _, path in sets])
    named, learned = "default.weights", "learned.weights"
    groups = groups_of(variants.weights[named])
    templates = sorted({line.split("=")[0] for line in variants.weights[learned] if line and not line.startswith("#")})
    apart = [name for name in templates if not any(name in family for family in FAMILIES.values())]
    if apart:
        sys.exit(f"accuracy: {', '.join(apart)}: of no family in script/contributions.py")
    second_look = [kind for kind in groups[DOCUMENT] if kind not in FIRST_LOOK]
    s = Section(variants, [name for name, _ in sets])
    parts = [INTRODUCTION, s.large(learned, second_look)]
    parts.append("Named evidence, by the headings of `default.weights`, then each kind, the costliest first:\n")
    parts.append(s.table("Without", [s.row(name, s.without(kinds, named)) for name, kinds in groups.items()]))
    parts.append(s.single("Without", [kind for kinds in groups.values() for kind in kinds], named))
    parts.append("Learned observations, by family, then by what is observed:\n")
    parts.append(s.table("Without", [s.row(name, s.without(family, learned)) for name, family in FAMILIES.items()]))
    parts.append(s.single("Without", templates, learned))
    return "\n".join(parts)
