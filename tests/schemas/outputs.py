"""What writes JSON, and the schema of docs/schemas/ that it must follow. A new output is a row here and a schema there."""

import dataclasses
import json

TEXT = "Mark Carney met Xi Jinping in Gyeongju, South Korea, on Friday 31 October 2025. "
GOLD = [
    {"id": "a", "text": "Bob Hale left Rome for Acme Labs. Ann met Bob in Paris. Zed saw Xi Jinping and Xi.",
     "mentions": [{"start": 0, "end": 8, "type": "person", "entity": "Bob Hale"},
                  {"start": 14, "end": 18, "type": "person", "entity": "Rome"},
                  {"start": 23, "end": 32, "type": "organisation", "entity": "Acme"},
                  {"start": 34, "end": 37, "type": "person", "entity": "Ann"},
                  {"start": 49, "end": 54, "type": "place"},
                  {"start": 56, "end": 59, "type": "thing", "entity": "Zed"},
                  {"start": 64, "end": 74, "type": "person", "entity": "Xi One"},
                  {"start": 79, "end": 81, "type": "person", "entity": "Xi Two"}]},
    {"id": "b", "text": "Mark Carney flew to China.", "mentions": [{"start": 20, "end": 25, "type": "place", "entity": "China"}]},
]
FOUND = [
    {"id": "a", "text": GOLD[0]["text"],
     "mentions": [{"start": 0, "end": 8, "type": "person", "entity": "Bob Hale"},
                  {"start": 14, "end": 18, "type": "place", "entity": "Rome"},
                  {"start": 23, "end": 27, "type": "organisation", "entity": "Acme"},
                  {"start": 42, "end": 45, "type": "person", "entity": "Bob"},
                  {"start": 64, "end": 74, "type": "person", "entity": "Xi"},
                  {"start": 79, "end": 81, "type": "person", "entity": "Xi"}]},
    {"id": "c", "text": "China.", "mentions": []},
]

SLICED = "examples/news twice.jsonl plans.jsonl"
# Files that the rows read; lists are written as JSON lines. Beside them lie examples/, and again.txt, a copy of one of them.
FILES = {
    "gold.jsonl": GOLD,
    "found.jsonl": FOUND,
    "twice.jsonl": [
        {"id": "one", "date": "2025-10-31", "title": "A meeting", "text": (TEXT * 3 + "China praised Canada, Reuters reported. ") * 8},
        {"id": "two", "date": "2025-11", "text": (TEXT * 3 + "China praised Canada, Reuters reported. ") * 8},
    ],
    "plans.jsonl": [
        {"id": "plans", "date": "2025", "text": "Former Prime Minister Justin Trudeau of Canada left. Mark Carney will meet Xi Jinping. "
                                                "The paper said that Mark Carney met Donald Trump."},
    ],
    "doubts.jsonl": [
        {"id": "d1", "text": "Ann Brown met Carl Brown in Rome. Brown left. Meng Wanzhou spoke to Ann Brown."},
        {"id": "d2", "text": "Meng Wenzhou spoke to Bjorn Falk. Björn Falk left. Sydney said no to Georgia."},
        {"id": "d3", "text": "Brown went to Georgia. Prime Minister Sydney Brown said so. Rome is in Italy."},
    ],
    # The same line in many documents, which is furniture; one of them has no date.
    "recurring.jsonl": [
        {"id": f"r{number}", "text": f"{TEXT}Number {number}.\n\nXi Jinping and Mark Carney: read all of it here\n",
         **({"date": f"2025-10-{number:02}"} if number > 1 else {})} for number in range(1, 13)
    ] + [{"id": "old", "date": "2001-01-01", "text": TEXT}, {"id": "undated", "text": "Mark Carney met Xi Jinping."}],
    "broken.jsonl": "no JSON\n",
    "poor.json": json.dumps({
        "nodes": [{"id": "a", "label": "Ann Bell", "attributes": {
                      "type": "person", "mentions": 2, "documents": 1, "aliases": "Anne Bell",
                      "reasons": [{"name": "Anne Bell", "reason": "spelling: Ann Bell, seen with B too"}]}},
                  {"id": "b", "label": "B", "attributes": {"type": "place", "mentions": 1, "documents": 1}}],
        "edges": [{"source": "a", "target": "b", "weight": 2, "attributes": {"count": 2}}]}),
    "wide.txt": "𝒜 😀 Mark Carney met Xi Jinping in São Paulo.\n",
    "nothing.txt": "Nobody was there.\n",
    "page.txt": "Advertisement\n\nMark Carney met Xi Jinping in Gyeongju.\n\nArticle content\n",
    "mine.tsv": "type\tname\taliases\tstrength\tpopulation\tid\nproduct\tOcean Glory\tGlory\tusual\t12\t\n"
                "product\tOcean Glory\t\t\t\t\nproduct\ta\t\t\t\tplace:a\nproduct\t b\t\t\tmany\t\n",
    "empty.tsv": "type\tname\n\t\n",
    "full.tsv": "type\tname\taliases\tweak_aliases\tfamily\tdemonyms\tkind\tcountry\tregion\trole\tcapital\tgender\tstrength\t"
                "population\tlatitude\tlongitude\tprior\n"
                "person\tIda Quill\tI. Quill\tIdaq\tQuill\tQuillian\tpoet\tNorland\tEast\tminister\tOld Town\tfemale\tusual\t7\t1.5\t-2.5\t30\n",
}


@dataclasses.dataclass
class Output:
    schema: str            # the file of docs/schemas/, without .schema.json
    arguments: str         # of relata, split at spaces
    file: str = ""         # what it writes; else standard output
    code: int = 0
    lines: bool = True     # one JSON value a line; else one in all
    before: str = ""       # arguments of relata that make what it reads
    given: str = ""        # standard input
    shared: bool = False   # reads SHARED, a folder that is not part of the project


def built(arguments, folder="", **more):
    """Both files that a build writes; with `folder`, those of a slice."""
    return [Output(name, f"build -o out {arguments}", file=f"out/{folder}{name}.json", lines=False, **more)
            for name in ("graph", "relations")]


def asked(schema, arguments, made="asked", words="", **more):
    """What is asked of a network that a build made in a folder of its own."""
    return Output(schema, arguments, before=f"build -o {made} {words or 'examples/news'}", **more)


OUTPUTS = [
    Output("extract", "extract examples/news"),
    Output("extract", "extract --explain --with-text examples/news plans.jsonl"),
    Output("extract", "extract --explain --offsets utf16 --with-text twice.jsonl wide.txt nothing.txt"),
    Output("extract", "extract --types person --offsets byte wide.txt"),
    Output("extract", "extract --gazetteer full.tsv --no-default-gazetteers examples/news"),
    Output("extract", "extract SHARED/news", shared=True),
    Output("extract-count", "extract --count examples/news"),
    Output("extract-count", "extract --count nothing.txt"),
    *built("examples/news"),
    *built("--measures all --window paragraph examples/news again.txt twice.jsonl plans.jsonl"),
    *built("--measures none --layout none --window 20 --weight npmi --types person examples/news"),
    *built("--backbone disparity --alpha 0.3 --resolution 1.5 --seed 18446744073709551615 --layout kk examples/news"),
    *built("--backbone noise-corrected --ego China --depth 2 --top 9 --layout circle examples/news"),
    *built("--weight log_likelihood --since 2025-11 --layout drl examples/news"),
    *built("nothing.txt"),
    *built("--min-documents 3 examples/news"),
    *built("--min-count 2 --since 2025 recurring.jsonl twice.jsonl wide.txt broken.jsonl", code=3),
    *built(f"--slice month {SLICED}"),
    *(row for period in ("2021-09", "2025-10") for row in built(f"--slice month {SLICED}", folder=f"slices/{period}/")),
    *built("--slice week examples/news", folder="slices/2025-W44/"),
    *built("--slice quarter examples/news", folder="slices/2025-Q4/"),
    *built("--slice day examples/news", folder="slices/2025-10-31/"),
    *(Output("trends", f"build -o out {arguments}", file="out/slices/trends.json", lines=False)
      for arguments in (f"--slice month {SLICED}", "--slice week examples/news", "--slice quarter examples/news",
                        "--slice day examples/news", "--slice year nothing.txt")),
    *built("--measures all SHARED/news", shared=True),
    *built("page.txt"),
    asked("lookup", "lookup -g asked --json xi gyeongju"),
    asked("lookup", "lookup -g asked/graph.json --json xi gyeongju"),
    asked("lookup", "lookup -g asked --json --explain --top 2 Canada APEC"),
    asked("lookup", "lookup -g asked/graph.json --json --explain --top 2 Canada APEC"),
    asked("lookup", "lookup -g asked --stdin --explain", given="xi\nnobody\n\nCanadia\nperson:mark-carney\n"),
    asked("lookup", "lookup -g asked/graph.json --stdin", given="xi\nnobody\n"),
    asked("lookup", "lookup -g asked --json --prefix --limit 0 c m"),
    asked("lookup", "lookup -g asked --stdin --prefix --since 2025-11 --until 2025", given="c\nzzzz\n"),
    asked("lookup", "lookup -g asked --json --fuzzy --type place Chnia Ottowa"),
    asked("neighbours", "neighbours -g asked --json carney"),
    asked("neighbours", "neighbours -g asked --json --since 2025-11 --top 3 china"),
    asked("path", "path -g asked --json carney huawei"),
    asked("path", "path -g asked --json --weight npmi xi xi"),
    asked("between", "between -g asked --json carney xi"),
    asked("between", "between -g asked --json canada gyeongju"),
    asked("documents", "documents -g asked --json carney"),
    asked("documents", "documents -g asked --json --since 2025-11-04 china"),
    asked("timeline", "timeline -g asked --json carney"),
    asked("timeline", "timeline -g asked --json --by week china"),
    asked("timeline", "timeline -g asked --json --by year carney"),
    asked("timeline", "timeline -g asked --json --by quarter carney"),
    asked("timeline", "timeline -g asked --json --by day carney"),
    asked("report", "report -g asked --json"),
    asked("report", "report -g asked/graph.json --json --top 1"),
    asked("report", "report -g poor.json --json"),
    asked("report", "report -g doubted --json --top 1000", "doubted",
          "--measures all examples/news again.txt twice.jsonl plans.jsonl doubts.jsonl"),
    asked("report", "report -g bare --json", "bare", "--measures none --layout none nothing.txt"),
    Output("evaluate", "evaluate --json --errors 5 gold.jsonl found.jsonl"),
    Output("evaluate", "evaluate --json --errors 50 gold.jsonl"),
    Output("gazetteer-search", "gazetteer search --json Georgia Xi Canadian Minister"),
    Output("gazetteer-search", "gazetteer search --json --gazetteer full.tsv Quill I.Quill Idaq"),
    Output("gazetteer-stats", "gazetteer stats --json"),
    Output("gazetteer-check", "gazetteer check --json --most 1 mine.tsv empty.tsv nosuch.tsv", code=1),
]

# Properties that no row can show, and why: (schema, name).
NOT_SHOWN = {
    ("graph", "left_out"): "only networks that are too large for a test have it",
}
