"""What writes JSON, and the schema of docs/schemas/ that it must follow. A new output is a row here and a schema there."""

import dataclasses

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
    "wide.txt": "𝒜 😀 Mark Carney met Xi Jinping in São Paulo.\n",
    "nothing.txt": "Nobody was there.\n",
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
    shared: bool = False   # reads SHARED, a folder that is not part of the project


def built(arguments, **more):
    """Both files that a build writes."""
    return [Output("graph", f"build -o out {arguments}", file="out/graph.json", lines=False, **more),
            Output("relations", f"build -o out {arguments}", file="out/relations.json", lines=False, **more)]


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
    *built("--measures all SHARED/news", shared=True),
    Output("lookup", "lookup --json xi gyeongju"),
    Output("lookup", "lookup --json --explain --top 2 Canada APEC"),
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
