"""Reads the lists that come with relata, for the scripts beside it."""

import itertools
import pathlib

LISTS = pathlib.Path(__file__).resolve().parent.parent / "gazetteers/en"


def rows(name):
    """The rows of a list, as dictionaries."""
    lines = (LISTS / name).read_text(encoding="utf-8").split("\n")
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(itertools.zip_longest(table[0], row, fillvalue="")) for row in table[1:]]
