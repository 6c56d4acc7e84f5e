#!/usr/bin/python3
"""Draws rows of the shipped lists for verification, the same ones at every run on the same lists.

    sample.py GAZETTEERS [COUNT [SEED]]

Prints file, line, then the row's cells as "column: value" joined by " | ". The verdicts on a sample of 200 rows are in verified.tsv
beside this script; its head says of which lists it was drawn.
"""

import pathlib
import random
import sys

LISTS = ["people.tsv", "organisations.tsv", "cities.tsv", "regions.tsv", "geography.tsv", "countries.tsv"]


def rows(path):
    """(line, {column: value}) of each data row."""
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line == "#" or line.startswith("# "):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        else:
            yield number, dict(zip(header, cells))


def sample(folder, count, seed):
    every = [(name, *row) for name in LISTS for row in rows(folder / name)]
    chosen = random.Random(seed).sample(range(len(every)), count)
    return [every[number] for number in sorted(chosen)]


def main(arguments):
    if not 1 <= len(arguments) <= 3:
        print(__doc__, file=sys.stderr)
        return 2
    count, seed = (int(value) for value in (arguments[1:] + ["200", "20261121"][len(arguments) - 1:]))
    for name, line, row in sample(pathlib.Path(arguments[0]), count, seed):
        print(name, line, " | ".join(f"{column}: {value}" for column, value in row.items() if value), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
