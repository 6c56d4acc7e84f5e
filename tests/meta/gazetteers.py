#!/usr/bin/python3
"""The shipped lists hold what gazetteers/README.md promises: counts, columns that are filled in, verdicts on a sample.

    gazetteers.py PROGRAM SOURCE_ROOT

Prints TAP. The format itself is checked by the program: `relata gazetteer check`.
"""

import os
import pathlib
import re
import subprocess
import sys
import unicodedata

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "gazetteers"))
import sample  # noqa: E402

# Countries of thirty million people or more -> how many first-level regions the lists have at least. Where the true number is
# higher, the lists leave some out: Bangladesh's are its divisions, Uganda's its regions and kingdoms, and cities of a region's rank
# stand in cities.tsv only.
REGIONS = {
    "Afghanistan": 34, "Algeria": 58, "Angola": 20, "Argentina": 23, "Bangladesh": 8, "Brazil": 27, "Canada": 13, "China": 27,
    "Colombia": 32, "Democratic Republic of the Congo": 25, "Egypt": 27, "Ethiopia": 12, "France": 13, "Germany": 13,
    "Ghana": 16, "India": 36, "Indonesia": 38, "Iran": 31, "Iraq": 18, "Italy": 20, "Ivory Coast": 12, "Japan": 47, "Kenya": 47,
    "Malaysia": 13, "Mexico": 31, "Morocco": 12, "Mozambique": 10, "Myanmar": 14, "Nepal": 7, "Nigeria": 36, "Pakistan": 7,
    "Peru": 24, "Philippines": 80, "Poland": 16, "Russia": 80, "Saudi Arabia": 13, "South Africa": 9, "South Korea": 9,
    "Spain": 17, "Sudan": 18, "Tanzania": 31, "Thailand": 76, "Turkey": 81, "Uganda": 4, "Ukraine": 24, "United Kingdom": 4,
    "United States": 50, "Uzbekistan": 12, "Venezuela": 23, "Vietnam": 58, "Yemen": 20,
}
CAPITAL_DISPUTED = {"Israel", "Palestine"}
POPULATION_CLASSES = {"10000000", "5000000", "2000000", "1000000", "500000", "200000", "100000", "50000", "20000", "10000", "1000"}


def count_names(rows):
    """Names and aliases."""
    return sum(1 + len(list(filter(None, row.get("aliases", "").split("|")))) for row in rows)


class Lists:
    def __init__(self, folder):
        self.folder = folder
        self.rows = {path.name: [row for _, row in sample.rows(path)] for path in sorted(folder.glob("*.tsv"))}

    def of(self, name, **wanted):
        return [row for row in self.rows[name + ".tsv"] if all(row[column] in values for column, values in wanted.items())]


def counts(lists):
    heads = lists.of("cues", kind=["organisation_head", "organisation_ending"])
    return [
        ("people", lists.of("people"), 2500),
        ("organisations", lists.of("organisations"), 3000),
        ("cities with a population class and a country",
         [row for row in lists.of("cities") if row["country"] and row["population"] in POPULATION_CLASSES], 2500),
        ("seas, rivers, ranges, continents, blocs and regions", lists.of("geography"), 300),
        ("states", lists.of("countries", kind=["country"]), 195),
        ("territories", lists.of("countries", kind=["territory"]), 40),
        ("given names", lists.of("given_names"), 4000),
        ("given names with short forms", [row for row in lists.of("given_names") if row["aliases"]], 100),
        ("family names", lists.of("family_names"), 6000),
        ("titles and roles", lists.of("titles"), 800),
        ("heads and endings of organisations", heads, 300),
        ("words and phrases that look like names", lists.of("ordinary"), 3000),
    ]


def few_regions(lists):
    for country, least in REGIONS.items():
        found = len(lists.of("regions", country=[country], kind=["region"]))
        if found < least:
            yield f"{country}: {found} regions, {least} at least"


def bare_states(lists):
    for row in lists.of("countries", kind=["country"]):
        wanted = ["latitude", "longitude"] + ([] if row["name"] in CAPITAL_DISPUTED else ["capital"])
        wanted += [] if row["name"] == "Vatican City" else ["demonyms"]
        for column in wanted:
            if not row[column]:
                yield f"{row['name']}: no {column}"


def unknown_countries(lists):
    known = {row["name"] for row in lists.of("countries")}
    for name, rows in lists.rows.items():
        for row in rows:
            if row.get("country") and row["country"] not in known:
                yield f"{name}: {row['name']} lies in \"{row['country']}\", which countries.tsv does not have"


def wrong_classes(lists):
    for row in lists.of("cities"):
        if row["population"] and row["population"] not in POPULATION_CLASSES:
            yield f"cities.tsv: {row['name']}: {row['population']} is no class"


def bare_heads(lists):
    for name in lists.rows:
        head = [line for line in (lists.folder / name).read_text(encoding="utf-8").split("\n")[:12] if line.startswith("# ")]
        text = " ".join(head)
        if "CC0" not in text or not re.search(r"20\d\d", text) or len(text) < 80:
            yield f"{name}: the head says not what it covers, as of when, under which licence"


def not_normal(lists):
    for name in lists.rows:
        text = (lists.folder / name).read_text(encoding="utf-8")
        if text != unicodedata.normalize("NFC", text):
            yield f"{name}: accents are decomposed"


def verdicts(source, lists):
    rows = [row for _, row in sample.rows(source / "tests/gazetteers/verified.tsv")]
    if len(rows) != 200:
        yield f"{len(rows)} verdicts, not 200"
    for row in rows:
        if row["verdict"] not in ("right", "mended", "doubtful"):
            yield f"{row['name']}: the verdict is \"{row['verdict']}\""
        if row["verdict"] != "right" and not row["note"]:
            yield f"{row['name']}: {row['verdict']}, and nothing says why"
        if not any(other["name"] == row["name"] for other in lists.rows[row["list"]]):
            yield f"{row['name']}: no longer in {row['list']}"


def faults(program, folder):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([program, "gazetteer", "check", str(folder)], capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        yield from [line for line in done.stdout.splitlines() if ": error: " in line] or [done.stderr.strip()]


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source = pathlib.Path(arguments[1])
    lists = Lists(source / "gazetteers/en")
    checks = [(f"{least} {what}", [] if count_names(rows) >= least and len(rows) > 0 and
               (len(rows) >= least or what.startswith(("heads", "words"))) else [f"{len(rows)} rows, {count_names(rows)} names"])
              for what, rows, least in counts(lists)]
    checks += [
        ("regions of every country of thirty million people", list(few_regions(lists))),
        ("states have capitals, demonyms and coordinates", list(bare_states(lists))),
        ("countries are called as countries.tsv calls them", list(unknown_countries(lists))),
        ("populations are classes", list(wrong_classes(lists))),
        ("every list says what it covers, as of when, under which licence", list(bare_heads(lists))),
        ("accents are composed", list(not_normal(lists))),
        ("200 rows are verified", list(verdicts(source, lists))),
        ("relata gazetteer check finds no error", list(faults(arguments[0], source / "gazetteers/en"))),
    ]
    print(f"1..{len(checks)}")
    for number, (name, breaches) in enumerate(checks, 1):
        print(f"{'not ok' if breaches else 'ok'} {number} - {name}")
        for breach in breaches[:20]:
            print(f"# {breach}")
    return 1 if any(breaches for _, breaches in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
