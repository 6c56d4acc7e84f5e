#!/usr/bin/env python3
"""Properties of the whole program: what must hold for any input, tried on many.

usage: run.py PROGRAM SOURCE_ROOT [SEED]

Documents are made from names, ordinary sentences and whatever makes texts difficult: bad UTF-8, emoji, combining marks,
control characters, line breaks inside names. The same seed makes the same documents. Prints TAP.
"""
import collections
import gzip
import hashlib
import html
import itertools
import json
import math
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
COMPILED = pathlib.Path(PROGRAM).parent / "gazetteers"
CHANCE = random.Random(sys.argv[3] if len(sys.argv) > 3 else "1")
TIME_LIMIT = 250
WINDOWS = ["sentence", "paragraph", "document", "12"]
SHAPES = [["--measures", "all", "--layout", "circle", "--backbone", "noise-corrected"],
          ["--measures", "all", "--layout", "drl", "--window", "document"], ["--layout", "kk", "--top", "20", "--min-count", "2"]]
NAMES = """Mark Carney|Carney|Xi Jinping|Xi|President Trump|Anna Bellwether|Ms. Bellwether|Karl Bellwether|Bellwether|Anna|
J. Dornfeld|Josef Dornfeld|JOSEF DORNFELD|Dornfeld|Canada|Canadian|South Korea|Gyeongju|London|London, Ontario|Québec|Zürich|
Washington|Georgia|Huawei|Huawei Technologies|APEC|the Asia-Pacific Economic Cooperation|Zorbium Inc.|Zorbium|
the Ministry of Small Bridges|the Council of Small Bridges (CSB)|CSB|the Supreme Court|the Foreign Ministry|U.S.|the United States|
São Paulo|Jean-Claude Juncker|Bank of England|Justin Trudeau|Trudeau|Meng Wanzhou|Meng|Michael Kovrig|Kovrig|Spavor""".replace("\n", "").split("|")
PHRASES = ["{} met {} in {} on Friday", "{} said {} would not sign", "“{}” is what {} wrote", "According to {}, {} left {}",
           "{}, {} and {} agreed", "Neither {} nor {} came", "{} President Emil Quorsten spoke to {}", "{}'s envoy saw {}"]
BREAKS = [". ", ".\n", ".\n\n", "; ", " – ", "! ", "?\r\n", ".\t", "\n• "]
TROUBLE = [b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x80\x80", b"\x01", b"\x7f",
           *(text.encode() for text in ["😀", "e\u0301", "\u00a0", "\u200b", "\u00ad", "\u2028", "\ufffe", "\ufeff", "𝒜", "👩‍👩‍👧", "\u0301",
                                        "\U0010ffff", "ﬁ", "Straße", "İstanbul", "中国", "Москва", "\x85", " \r\n"])]
count = failures = 0


def check(passed, what, detail=""):
    global count, failures
    count += 1
    failures += not passed
    print(f"{'ok' if passed else 'not ok'} {count} - {what}", flush=True)
    if not passed:
        print("\n".join(f"#   {line}" for line in str(detail)[:2000].split("\n")))


def skip(what, reason):
    global count
    count += 1
    print(f"ok {count} - {what} # SKIP {reason}")


def run(*arguments, cwd, expect=0, locale="C", **environment):
    environment = {**os.environ, "RELATA_GAZETTEERS": str(COMPILED), "LC_ALL": locale, **environment}
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd, env=environment, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=TIME_LIMIT, check=False)
    if done.returncode != expect:
        check(False, f"relata {arguments[0]} exits with {expect}", f"{done.returncode}: {done.stderr.decode(errors='replace')}")
    return done


# ---- making documents ----

def make_sentence():
    phrase = CHANCE.choice(PHRASES)
    return phrase.format(*(CHANCE.choice(NAMES) for _ in range(phrase.count("{}"))))


def make_text(sentences=12):
    return "".join(make_sentence() + CHANCE.choice(BREAKS) for _ in range(CHANCE.randint(1, sentences)))


def make_trouble(sentences=12):
    """Bytes with trouble at any place, inside names too. What is good outweighs it, so that it stays UTF-8."""
    text = bytearray(make_text(sentences).encode())
    for _ in range(CHANCE.randint(1, 25)):
        at = CHANCE.randint(0, len(text))
        text[at:at] = CHANCE.choice(TROUBLE)
    for _ in range(CHANCE.choice([0, 0, 3])):
        text[CHANCE.randrange(len(text))] = CHANCE.randint(1, 255)
    return bytes(text) + ("\n" + "é" * 100).encode()


def make_corpus(folder, documents=40):
    """Text files and JSON lines, in folders. Returns the inputs, each named by itself."""
    inputs = []
    for i in range(documents):
        path = folder / CHANCE.choice(["a", "b", "b/c"]) / f"{CHANCE.choice('xyz')}{i}.{CHANCE.choice(['txt', 'md', 'jsonl'])}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".jsonl":
            lines = [{"id": f"line {i}-{k}", "text": make_text(), "date": f"20{10 + i % 15}-{1 + k:02}-01"} for k in range(3)]
            path.write_text("".join(json.dumps(line, ensure_ascii=k % 2 == 0) + "\n" for k, line in enumerate(lines)), "utf-8")
        else:
            path.write_bytes(make_trouble() if i % 4 == 0 else make_text().encode())
        inputs.append(path.relative_to(folder))
    return inputs


# ---- the same network, whatever ----

FILES = {"graph.json", "graph.graphml", "relations.json", "relations.graphml"}


def build(folder, inputs, *options, expect=0, **more):
    out = pathlib.Path(tempfile.mkdtemp(dir=folder.parent))
    done = run("build", "--quiet", "--no-store", *options, "-o", f"{out}/", *inputs, cwd=folder, expect=expect, **more)
    files = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    shutil.rmtree(out)
    return files, done


def same(folder, first, inputs, what, *options, **more):
    files, _ = build(folder, inputs, *options, **more)
    different = [name for name in first if first[name] != files.get(name)]
    check(set(files) == FILES and not different, what, f"{different or sorted(files)} differ")


def comma_locale(folder):
    """A locale that writes numbers with a comma, made for the occasion if none is installed: (name, LOCPATH)."""
    installed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    for name in installed:
        if re.match(r"(de_DE|fr_FR|ru_RU|pt_BR|es_ES|sv_SE)\.?utf-?8$", name, re.I):
            return name, None
    if shutil.which("localedef") is not None:
        made = subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(folder / "de_DE.UTF-8")], capture_output=True, check=False)
        if made.returncode == 0:
            return "de_DE.UTF-8", str(folder)
    return None, None


def check_sameness(place):
    folder = place / "corpus"
    inputs = make_corpus(folder)
    first, _ = build(folder, inputs)
    for _ in range(4):
        same(folder, first, CHANCE.sample(inputs, len(inputs)), "any order of the inputs gives the same bytes")
    same(folder, first, inputs, "two runs give the same bytes")
    same(folder, first, inputs, "lists as text give the same bytes as compiled ones", RELATA_GAZETTEERS=str(ROOT / "gazetteers"))
    for jobs in (1, 2, 5):
        same(folder, first, inputs, f"--jobs {jobs} gives the same bytes", "--jobs", jobs)
    same(folder, first, ["."], "a folder gives the bytes of its files")
    same(folder, first, ["./a/", "b//c/..", *inputs[:5]], "however it is written, and whatever is named twice")
    for locale in ("C", "C.UTF-8"):
        same(folder, first, inputs, f"the locale {locale} gives the same bytes", locale=locale)
    locale, path = comma_locale(place)
    what = "a locale with decimal commas gives the same bytes"
    if locale is None:
        skip(what, "no such locale is installed")
    else:
        same(folder, first, inputs, what, locale=locale, **({} if path is None else {"LOCPATH": path}))
    for window in WINDOWS[1:]:
        first_of_window, _ = build(folder, inputs, "--window", window, "--jobs", 1)
        same(folder, first_of_window, inputs[::-1], f"so it is with --window {window}", "--window", window, "--jobs", 3)
    for shape in SHAPES:
        first_of_shape, _ = build(folder, inputs, *shape, "--jobs", 1)
        same(folder, first_of_shape, inputs[::-1], f"so it is with {' '.join(shape)}", *shape, "--jobs", 3)
    return folder, inputs, first


def check_extract_sameness(folder, inputs):
    first = run("extract", "--quiet", *inputs, cwd=folder).stdout
    for jobs in (1, 2, 5):
        check(run("extract", "--quiet", "--jobs", jobs, *inputs, cwd=folder).stdout == first,
              f"extract --jobs {jobs} prints the same bytes in the same order")
    alone = b"".join(run("extract", "--quiet", path, cwd=folder).stdout for path in inputs)
    check(alone == first, "extract decides each document alone")
    return [json.loads(line) for line in first.splitlines()]


def check_reasons(folder, inputs, plain):
    """The reasons of a mention add up to its sums, the sums speak for its type, and asking changes nothing else."""
    lines = run("extract", "--quiet", "--explain", *inputs, cwd=folder).stdout.splitlines()
    explained = [json.loads(line) for line in lines]
    mentions = [mention for document in explained for mention in document["mentions"]]
    reasons = [(m, m.pop("sums"), m.pop("reasons")) for m in mentions]
    check(explained == plain, "--explain changes neither mentions nor order")
    wrong = [m for m, sums, parts in reasons for t in sums if abs(sum(p[t] for p in parts) - sums[t]) > 0.01]
    check(mentions and not wrong, "the reasons of each mention add up to its sums", wrong[:3])
    weak = [m for m, sums, _ in reasons if sums[m["type"]] != max(sums.values())]
    check(not weak, "each mention has the type of its largest sum", weak[:3])


# ---- what a user judges ----

# Each name means one entity whatever the documents say: an ambiguous one is an error, and rightly.
JUDGEMENTS = ["same Mark Carney = Justin Trudeau", "same Michael Kovrig = Meng Wanzhou", "different [person] Anna Bellwether = [person] Karl Bellwether", "drop U.S.",
              "type [place] Gyeongju = organisation", "different [organisation] Huawei = [organisation] Huawei Technologies", "drop Nobody Of This Name", "# a comment", ""]


def check_judgements(place, inputs):
    folder = place / "corpus"
    path = place / "judgements.txt"
    seen = set()
    for turn in range(4):
        path.write_text("\n".join(CHANCE.sample(JUDGEMENTS, len(JUDGEMENTS))) + "\n", "utf-8")
        files, done = build(folder, CHANCE.sample(inputs, len(inputs)), "--judgements", path, "--jobs", turn + 1)
        seen.add(tuple(hashlib.sha256(files[name]).hexdigest() for name in sorted(files)))
        check(b'"Nobody Of This Name", which no document has' in done.stderr, "a judged name that no document has is told")
    check(len(seen) == 1, "the order of judgements, documents and threads changes nothing", seen)
    nodes, edges = check_formats(files)
    check("place:united-states" not in nodes and "organisation:gyeongju" in nodes, "what is dropped is gone, what is typed is there",
          sorted(nodes))
    first = run("extract", "--quiet", "--judgements", path, "--jobs", 1, *inputs, cwd=folder).stdout
    check(run("extract", "--quiet", "--judgements", path, "--jobs", 5, *inputs, cwd=folder).stdout == first,
          "extract obeys judgements the same way with any number of threads")


# ---- what is said twice ----

FOOT = ["Sign up for our letters with Emil Quorsten", "By Anna Bellwether, Daily Tower", "Reporting by Karl Bellwether; editing by Max Roe",
        "Josef Dornfeld is our reporter in Toronto."]


def make_repeats(folder):
    """Wire copies with other heads and ends, articles given twice, updates, lines on many pages, and what is nearly nothing."""
    folder.mkdir()
    inputs = []
    for i in range(30):
        story = " ".join(make_sentence() + "." for _ in range(CHANCE.randint(1, 30)))
        texts = [story, f"Head {i}\n\n{story}\n\n{CHANCE.choice(FOOT)}", story + "\n\n" + story, story[:len(story) * 4 // 5],
                 story + " " + make_text(20), "", "Carney", CHANCE.choice(FOOT)]
        for k, text in enumerate(CHANCE.sample(texts, CHANCE.randint(1, 8))):
            foot = "\n\n".join(["", *CHANCE.sample(FOOT, CHANCE.randint(0, 4))])
            date = CHANCE.choice([{}, {"date": f"2025-01-{CHANCE.randint(1, 28):02}"}])
            path = folder / f"{CHANCE.choice('xyz')}{i}-{k}.jsonl"
            path.write_text(json.dumps({"id": path.stem, "text": text + foot, **date}) + "\n", "utf-8")
            inputs.append(path.name)
    return inputs


def counted(files):
    network = json.loads(files["graph.json"])
    return sum(node["attributes"]["mentions"] for node in network["nodes"]), network


def check_repeats(place):
    folder = place / "repeats"
    inputs = make_repeats(folder)
    first, _ = build(folder, inputs)
    for jobs in (1, 2, 5):
        same(folder, first, CHANCE.sample(inputs, len(inputs)), f"with copies and recurring lines too, in any order with --jobs {jobs}",
             "--jobs", jobs)
    mentions, network = counted(first)
    copies = {copy["document"]: copy["of"] for copy in network["copies"]}
    check(len(copies) > 10 and not set(copies) & set(copies.values()), f"there are copies, and none is one of a copy ({len(copies)})")
    shown = {p["document"] for e in network["edges"] for p in e["attributes"]["evidence"]}
    check(not shown & set(copies), "no copy is evidence", sorted(shown & set(copies)))
    for option in ("--keep-furniture", "--keep-repeats", "--keep-copies"):
        for window in ("sentence", "document"):
            files, _ = build(folder, inputs, option, "--window", window)
            same(folder, files, inputs[::-1], f"so it is with {option} --window {window}", option, "--window", window, "--jobs", 3)
        check(counted(files)[0] > mentions, f"{option} counts more")
    keep = ["--keep-furniture", "--keep-repeats", "--keep-copies"]
    everything, network = counted(build(folder, inputs, *keep)[0])
    found = run("extract", "--quiet", "--count", *keep[:2], *inputs, cwd=folder).stdout
    check("copies" not in network and everything == json.loads(found)["mentions"], "with all three every mention counts")


# ---- people under several names ----

# The names of one person in a row: a document has one of each, because two names in one document are two people.
PEOPLE = [group.split("|") for group in """Wanzhou Meng|Meng Wanzhou;Orbán Viktor|Viktor Orban;J. Trudeau|Justin Trudeau;Jan Kowalczyk|J. Kowalczyk;
Jaroslaw Kowalczyk;J.K. Orsenne|Joanna Orsenne|Joanna K. Orsenne;John F. Zorbim|John Zorbim|John Fitzgerald Zorbim;John Neely Zorbim;
Mohammed Zorbim|Muhammad Zorbim;Bill Orsenne|William Orsenne;Volodymyr Dornski|Volodymyr Dornskyy;Michael Kovring|Michael Kovrig;
Dorn Jr.|Karl Dorn Jr.;Karl Dorn""".replace("\n", "").split(";")]


def check_names(place):
    """Many names of few people, in documents of one to three sentences: who is who may not hang on the order of anything."""
    for turn in range(3):
        folder = place / f"names{turn}"
        folder.mkdir()
        lines = []
        for i in range(60):
            people = [CHANCE.choice(group) for group in PEOPLE]
            text = " ".join(f"Dr. {CHANCE.choice(people)} met Dr. {CHANCE.choice(people)} and {CHANCE.choice(['Huawei', 'Zorbium Inc.', 'Ottawa'])}."
                            for _ in range(CHANCE.randint(1, 3)))
            lines.append(json.dumps({"id": f"d{i}", "text": text}))
        seen = set()
        for jobs in (1, 4, 2):
            CHANCE.shuffle(lines)
            (folder / "a.jsonl").write_text("\n".join(lines[:25]), "utf-8")
            (folder / "b.jsonl").write_text("\n".join(lines[25:]), "utf-8")
            files, _ = build(folder, CHANCE.sample(["a.jsonl", "b.jsonl"], 2), "--jobs", jobs)
            seen.add(tuple(hashlib.sha256(files[name]).hexdigest() for name in sorted(files)))
        check(len(seen) == 1, "people under several names are the same in any order")
        nodes = {node["id"]: node["attributes"] for node in json.loads(files["graph.json"])["nodes"]}
        reasons = [(one, node) for node in nodes.values() for one in node.get("reasons", [])]
        check(any(one["reason"].startswith("name order: ") for one, _ in reasons), "some are joined, and it is said why")
        check(all(one["name"].replace("|", "/") in node["aliases"].split("|") for one, node in reasons), "reasons are those of aliases")
        check(all(len(node.get("reasons", [])) == min(20, len(node.get("aliases", "").split("|")) if "aliases" in node else 0)
                  for node in nodes.values()), "each of the first twenty aliases has its reason")


# ---- two texts under one id ----

# ---- weights, counted again from what extract finds ----

# Full names that nothing joins, so that an entity has one id in every document and in the network.
WEIGHED = ["Anna Bellwether", "Josef Dornfeld", "Emil Quorsten", "Zorbium Inc.", "Canada", "Gyeongju", "Huawei", "London"]


def weights_of(both, a, b, total):
    cells = [(both, a, b), (a - both, a, total - b), (b - both, total - a, b), (total - a - b + both, total - a, total - b)]
    ratio = 2 * sum(seen * math.log(seen / (row * column / total)) for seen, row, column in cells if seen > 0)
    return {"count": both, "npmi": 1 if both == total else math.log((both / total) / (a / total * b / total)) / -math.log(both / total),
            "log_likelihood": -ratio if both * total < a * b else ratio, "jaccard": both / (a + b - both), "cosine": both / math.sqrt(a * b)}


def check_weights(place):
    folder = place / "weighed"
    folder.mkdir()
    lines = [json.dumps({"id": f"w{i}", "text": " ".join(f"The committee heard from {name} on Friday." for name in CHANCE.sample(WEIGHED, CHANCE.randint(1, 4)))})
             for i in range(60)]
    (folder / "w.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    found = [set(m["entity"] for m in json.loads(line)["mentions"])
             for line in run("extract", "--quiet", "--keep-repeats", "w.jsonl", cwd=folder).stdout.splitlines()]
    alone = collections.Counter(entity for entities in found for entity in entities)
    pairs = collections.Counter(pair for entities in found for pair in itertools.combinations(sorted(entities), 2))
    total = sum(1 for entities in found if entities)
    wanted = {pair: weights_of(both, alone[pair[0]], alone[pair[1]], total) for pair, both in pairs.items()}
    for name in ("count", "documents", "npmi", "log_likelihood", "jaccard", "cosine"):
        files, _ = build(folder, ["w.jsonl"], "--window", "document", "--weight", name, "--keep-repeats", "--keep-copies", "--keep-furniture")
        graph = json.loads(files["graph.json"])
        edges = {tuple(sorted((e["source"], e["target"]))): e["attributes"] for e in graph["edges"]}
        chosen = "count" if name == "documents" else name
        check(graph["attributes"]["windows"] == total and graph["attributes"]["weight"] == name, f"--weight {name}: windows are counted",
              graph["attributes"])
        check(set(edges) == {pair for pair, w in wanted.items() if w[chosen] > 1e-9}, f"--weight {name}: edges are those above zero",
              set(edges) ^ {pair for pair, w in wanted.items() if w[chosen] > 1e-9})
        wrong = [(pair, key, value, edges[pair][key]) for pair in edges for key, value in wanted[pair].items()
                 if not math.isclose(edges[pair][key], value, rel_tol=1e-7, abs_tol=1e-7)]
        wrong += [(pair, e["weight"]) for pair, e in edges.items() if not math.isclose(e["weight"], wanted[pair][chosen], rel_tol=1e-7)]
        check(not wrong and len(edges) > 5, f"--weight {name}: the weights are those of another calculation", wrong[:5])


def check_twins(place):
    folder = place / "twins"
    folder.mkdir()
    texts = [make_text() for _ in range(3)]
    kept = min(texts, key=lambda text: hashlib.sha256(text.encode()).digest())
    for i, text in enumerate(texts):
        (folder / f"{i}.jsonl").write_text(json.dumps({"id": "twin", "text": text, "date": "2025-01-01"}) + "\n", "utf-8")
    (folder / "kept.jsonl").write_text(json.dumps({"id": "twin", "text": kept, "date": "2025-01-01"}) + "\n", "utf-8")
    alone, _ = build(folder, ["kept.jsonl"])
    for order in itertools.permutations(range(3)):
        files, done = build(folder, [f"{i}.jsonl" for i in order], expect=3)
        check(files == alone and done.stderr.count(b"twin:") == 2, f"of three texts under one id one is kept ({order})", done.stderr)
    # One text with two dates: nothing but the date can decide.
    for i, date in enumerate(["2024-05-05", "2025-06-06"]):
        (folder / f"date{i}.jsonl").write_text(json.dumps({"id": "twin", "text": kept, "date": date}) + "\n", "utf-8")
    one, _ = build(folder, ["date0.jsonl", "date1.jsonl"], expect=3)
    other, _ = build(folder, ["date1.jsonl", "date0.jsonl"], expect=3)
    check(one == other, "of one text with two dates the same is kept in any order")


# ---- offsets ----

def slice_of(raw, text, unit, start, end):
    if unit == "byte":
        return raw[start:end].decode("utf-8", errors="replace")
    if unit == "codepoint":
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start:2 * end].decode("utf-16-le", "replace")


def as_shown(text):
    """Evidence holds no control characters and no noncharacters; mentions are exact."""
    return re.sub("[\ufffe\uffff]", "\ufffd", re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", " ", text))


def check_offsets(place):
    folder = place / "offsets"
    folder.mkdir()
    raws = {f"{i:03}.txt": make_trouble(20) for i in range(120)}
    for name, raw in raws.items():
        (folder / name).write_bytes(raw)
    spans = collections.defaultdict(list)
    for unit in ("byte", "codepoint", "utf16"):
        wrong, mentions, relations = [], 0, 0
        for line in run("extract", "--quiet", "--offsets", unit, ".", cwd=folder).stdout.splitlines():
            document, end = json.loads(line), 0
            raw = raws[document["id"]]
            text = raw.decode("utf-8", errors="replace")
            for m in document["mentions"]:
                mentions += 1
                found = slice_of(raw, text, unit, m["start"], m["end"])
                if found != m["text"] or m["start"] < end or m["end"] <= m["start"]:
                    wrong.append((document["id"], m, found))
                end = m["end"]
                spans[unit].append((document["id"], m["text"], m["entity"]))
            for r in document.get("relations", []):
                words, subject, object_ = (slice_of(raw, text, unit, r[which + "start"], r[which + "end"]) for which in ("", "subject_", "object_"))
                relations += 1
                if subject not in words or not object_ or not r["start"] <= r["subject_start"] < r["subject_end"] <= r["end"]:
                    wrong.append((document["id"], r, words))
                spans[unit].append((document["id"], words, subject, object_, r["relation"]))
        check(not wrong, f"{unit} offsets lead back to the input", "\n".join(map(str, wrong[:5])))
        check(mentions > 500 and relations > 50, f"there are mentions and relations enough to say so ({mentions}, {relations})")
    check(spans["byte"] == spans["codepoint"] == spans["utf16"], "the unit changes nothing but the numbers")


# ---- inputs of other makes ----

def make_page(text):
    """A page around a text, in the shape of those of newspapers."""
    words = html.escape(text).replace("\r", " ")
    paragraphs = "".join(f"<p>{part}</p>\n<div class='ad-slot'>Advertisement</div>" for part in words.split("\n\n"))
    links = "".join(f"<li><a href='/{i}'>{CHANCE.choice(NAMES)} left</a></li>" for i in range(20))
    return (f"<!doctype html><html><head><meta charset=utf-8><title>T</title></head><body><nav><ul>{links}</ul></nav>"
            f"<article><h1>Head</h1>{paragraphs}</article><aside><ul>{links}</ul></aside></body></html>")


def check_makes(place):
    """Compressed or in another encoding, the same documents say the same."""
    folder = place / "makes"
    folder.mkdir()
    lines = "".join(json.dumps({"id": f"d{i}", "text": make_text()}, ensure_ascii=False) + "\n" for i in range(60))
    (folder / "plain.jsonl").write_text(lines, "utf-8", newline="")
    plain = run("extract", "--quiet", "plain.jsonl", cwd=folder).stdout
    makes = {"plain.jsonl.gz": gzip.compress(lines.encode()), "le.jsonl": lines.encode("utf-16-le"),
             "be.jsonl": lines.encode("utf-16-be"), "marked.jsonl": lines.encode("utf-16"),
             "both.jsonl.gz": gzip.compress(lines.encode("utf-32"))}
    for name, raw in makes.items():
        (folder / name).write_bytes(raw)
        found = run("extract", "--quiet", name, cwd=folder).stdout
        check(found == plain and len(plain) > 1000, f"{name} says the same as plain.jsonl")


def check_pages(place):
    """Offsets count in the text that --with-text prints, which holds nothing of the menus."""
    folder = place / "pages"
    folder.mkdir()
    for i in range(40):
        page = make_page(make_text(20))
        name, raw = (f"{i}.html", page.encode()) if i % 2 else (f"{i}.html.gz", gzip.compress(page.encode("utf-16")))
        (folder / name).write_bytes(raw)
    for unit in ("byte", "codepoint", "utf16"):
        wrong, mentions = [], 0
        for line in run("extract", "--quiet", "--with-text", "--offsets", unit, ".", cwd=folder).stdout.splitlines():
            document = json.loads(line)
            text = document["text"]
            mentions += len(document["mentions"])
            wrong += [m for m in document["mentions"]
                      if slice_of(text.encode(), text, unit, m["start"], m["end"]) != m["text"]]
            wrong += [text] if not text.startswith("Head\n\n") or text.count(" left\n") else []
        check(not wrong and mentions > 200, f"{unit} offsets of pages lead back to their text", wrong[:5])


# ---- one network in two formats ----

def number(text):
    try:
        return float(text)
    except ValueError:
        return text


def read_graphml(data):
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    tree = xml.etree.ElementTree.fromstring(data)
    names = {key.get("id"): key.get("attr.name") for key in tree.findall("g:key", space)}

    def values(element):
        return {names[d.get("key")]: number(d.text or "") for d in element.findall("g:data", space)}

    nodes = {n.get("id"): values(n) for n in tree.findall(".//g:node", space)}
    edges = {(e.get("source"), e.get("target")): values(e) for e in tree.findall(".//g:edge", space)}
    return nodes, edges


def check_formats(first):
    nodes, edges = read_graphml(first["graph.graphml"])
    network = json.loads(first["graph.json"])
    json_nodes = {n["id"]: {"label": n["label"], **n["attributes"]} for n in network["nodes"]}
    json_edges = {(e["source"], e["target"]): {"weight": e["weight"], **e["attributes"]} for e in network["edges"]}
    check(list(nodes) == list(json_nodes) and nodes, "both formats have the same nodes in the same order")
    check(list(edges) == list(json_edges) and edges, "and the same edges")
    different = [(i, k) for i, have in nodes.items() for k, v in have.items()
                 if k in json_nodes[i] and not isinstance(json_nodes[i][k], list) and number(str(json_nodes[i][k])) != v]
    check(not different, "with the same values at nodes", different[:9])
    different = [(i, k) for i, have in edges.items() for k, v in have.items()
                 if k in json_edges[i] and not isinstance(json_edges[i][k], list) and number(str(json_edges[i][k])) != v]
    check(not different, "and at edges", different[:9])
    for key in ("weight", "count", "documents"):
        totals = [sum(e[key] for e in each.values()) for each in (edges, json_edges)]
        check(totals[0] == totals[1] > 0, f"{key} adds up to the same ({totals[0]:g})", totals)
    return json_nodes, json_edges


def check_relations(first, nodes, edges):
    """relations.*: a directed multigraph over the same nodes, in both formats; its names stand on the other network's edges."""
    network = json.loads(first["relations.json"])
    found = [(e["key"], e["source"], e["target"], e["attributes"]["relation"], e["weight"]) for e in network["edges"]]
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    tree = xml.etree.ElementTree.fromstring(first["relations.graphml"])
    graphml = [(e.get("id"), e.get("source"), e.get("target"), e.get("label")) for e in tree.findall(".//g:edge", space)]
    check(graphml == [e[:4] for e in found] and found, f"both formats have the same relations ({len(found)})")
    check(network["directed"] and network["multigraph"] and tree.find("g:graph", space).get("edgedefault") == "directed", "they are directed")
    check(len({e[1:4] for e in found}) == len(found), "there is one edge for each subject, relation and object")
    ids = [n["id"] for n in network["nodes"]]
    check(ids == sorted(ids, key=lambda i: i.encode()) and set(nodes) <= set(ids), "the nodes are those of the other network, and a few more")
    counts = [e["weight"] == sum(e["attributes"].get(m, 0) for m in ("asserted", "reported", "planned")) for e in network["edges"]]
    check(all(counts), "each statement has one modality")
    named = collections.defaultdict(set)
    for _, source, target, relation, _ in found:
        named[min(source, target, key=str.encode), max(source, target, key=str.encode)].add(relation)
    wrong = [ends for ends, e in edges.items() if e.get("relations", "") != "|".join(sorted(named[min(ends, key=str.encode), max(ends, key=str.encode)]))]
    check(not wrong, "and its names stand on the other's edges", wrong[:9])


# ---- the network and the documents ----

def squeeze(text):
    return re.sub(r"[ \t\n\v\f\r]+", " ", text)


def check_network(nodes, edges, extracted, texts):
    check(sum(n["mentions"] for n in nodes.values()) == sum(not m.get("repeated", False) for d in extracted for m in d["mentions"]),
          "the nodes' mentions are those that extract prints")
    strengths = collections.Counter()
    for ends, edge in edges.items():
        for end in ends:
            strengths[end] += edge["weight"]
    wrong = [i for i, n in nodes.items() if abs(n["weighted degree"] - strengths[i]) > 1e-6]
    check(not wrong, "a node's weighted degree is the sum of its edges' weights", wrong[:9])
    wrong = [i for i, n in nodes.items() if n["degree"] != sum(i in ends for ends in edges)]
    check(not wrong, "and its degree their number", wrong[:9])
    wrong = [ends for ends, e in edges.items() if not ends[0] < ends[1] or e["documents"] > e["count"] or e["weight"] <= 0]
    check(not wrong, "edges run from the smaller id to the larger, with counts that can be", wrong[:9])
    squeezed = {i: squeeze(as_shown(text)) for i, text in texts.items()}
    wrong = [(ends, p) for ends, e in edges.items() for p in e["evidence"] if squeeze(p["text"]) not in squeezed[p["document"]]]
    check(not wrong, "every evidence text stands in its document", "\n".join(map(str, wrong[:3])))
    check(all(1 <= len(e["evidence"]) <= 5 for e in edges.values()), "every edge has one to five places of evidence")
    wrong = [ends for ends, e in edges.items() if len({p["text"] for p in e["evidence"]}) < len(e["evidence"])]
    check(not wrong, "no two of them alike", wrong[:9])


def texts_of(folder, inputs):
    texts = {}
    for path in inputs:
        if path.suffix == ".jsonl":
            lines = (folder / path).read_text("utf-8").split("\n")
            texts.update((line["id"], line["text"]) for line in (json.loads(line) for line in lines if line))
        else:
            texts[str(path)] = (folder / path).read_bytes().decode("utf-8", errors="replace")
    return texts


def check_filters(folder, inputs, nodes, edges):
    files, _ = build(folder, inputs, "--min-weight", 2)
    found = {(e["source"], e["target"]) for e in json.loads(files["graph.json"])["edges"]}
    check(found == {ends for ends, e in edges.items() if e["weight"] >= 2}, "--min-weight leaves out the lighter edges only")
    files, _ = build(folder, inputs, "--types", "person,place")
    network = json.loads(files["graph.json"])
    check({n["id"] for n in network["nodes"]} == {i for i, n in nodes.items() if n["type"] in ("person", "place")},
          "--types leaves out the other nodes only")
    check({(e["source"], e["target"]): e["weight"] for e in network["edges"]} ==
          {ends: e["weight"] for ends, e in edges.items() if all(nodes[i]["type"] in ("person", "place") for i in ends)},
          "and their edges only")


def main():
    with tempfile.TemporaryDirectory(prefix="relata-property-") as place:
        place = pathlib.Path(place).resolve()
        folder, inputs, first = check_sameness(place)
        extracted = check_extract_sameness(folder, inputs)
        check_judgements(place, inputs)
        check_reasons(folder, inputs, extracted)
        check_repeats(place)
        check_names(place)
        check_twins(place)
        check_weights(place)
        check_offsets(place)
        check_makes(place)
        check_pages(place)
        nodes, edges = check_formats(first)
        check_relations(first, nodes, edges)
        check_network(nodes, edges, extracted, texts_of(folder, inputs))
        for window in WINDOWS[1:]:
            files, _ = build(folder, inputs, "--window", window)
            print(f"# window {window}")
            check_network(*check_formats(files), extracted, texts_of(folder, inputs))
        check_filters(folder, inputs, nodes, edges)
    print(f"1..{count}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
