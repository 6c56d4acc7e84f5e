#!/usr/bin/env python3
"""Properties of networks of periods: what must hold of `relata build --slice` for any documents.

usage: slices.py PROGRAM SOURCE_ROOT [SEED]

The documents are made as run.py makes them. Prints TAP.
"""
import csv
import datetime
import json
import math
import pathlib
import sys
import tempfile
import xml.etree.ElementTree

import run

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def make_documents(folder, count=60):
    """JSON lines with days of two years' ends, most of them; the others have a month, a year or nothing."""
    folder.mkdir()
    paths = []
    for i in range(count):
        day = datetime.date(2020, 11, 20) + datetime.timedelta(days=run.CHANCE.randrange(60))
        date = run.CHANCE.choice([day.isoformat()] * 8 + [day.isoformat()[:7], day.isoformat()[:4], None])
        line = {"id": f"d{i:02}", "text": run.make_text(8), **({} if date is None else {"date": date})}
        path = folder / f"{i:02}.jsonl"
        path.write_text(json.dumps(line) + "\n", "utf-8")
        paths.append(path.name)
    return paths


def build(folder, inputs, *options):
    """All files of a folder of outputs, by their paths in it."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as out:
        run.run("build", "--quiet", "--no-store", *options, "-o", f"{out}/", *inputs, cwd=folder)
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in pathlib.Path(out).rglob("*") if path.is_file()}


def read(data):
    """Nodes by id, edges by both ids and the relation, each with its attributes."""
    network = json.loads(data)
    nodes = {node["id"]: node["attributes"] for node in network["nodes"]}
    edges = {(e["source"], e["target"], e["attributes"].get("relation")): e["attributes"] for e in network["edges"]}
    return nodes, edges


def periods_of(attributes):
    return {p["period"]: (p["count"], p["documents"]) for p in attributes.get("periods", [])}


def period_of(date, unit):
    """As Python's calendar has it; None if the date says too little."""
    parts = [int(part) for part in (date or "").split("-") if part]
    needed = {"year": 1, "quarter": 2, "month": 2, "week": 3, "day": 3}[unit]
    if len(parts) < needed:
        return None
    if unit == "quarter":
        return f"{parts[0]}-Q{(parts[1] + 2) // 3}"
    if unit == "week":
        year, week, _ = datetime.date(*parts).isocalendar()
        return f"{year}-W{week:02}"
    return date[:{"year": 4, "month": 7, "day": 10}[unit]]


def check_sameness(folder, inputs):
    options = ["--slice", "week", "--measures", "all", "--min-count", "1"]
    first = build(folder, inputs, *options, "--jobs", 1)
    for jobs in (2, 5):
        again = build(folder, run.CHANCE.sample(inputs, len(inputs)), *options, "--jobs", jobs)
        different = [path for path in first if first[path] != again.get(path)]
        run.check(set(first) == set(again) and not different, f"slices are the same bytes in any order with --jobs {jobs}", different)


def check_units(folder, inputs):
    dates = {}
    for name in inputs:
        line = json.loads((folder / name).read_text("utf-8"))
        dates[line["id"]] = line.get("date")
    for unit in ("year", "quarter", "month", "week", "day"):
        files = build(folder, inputs, "--slice", unit, "--keep-copies", "--keep-furniture", "--layout", "none", "--measures", "none")
        trends = json.loads(files["slices/trends.json"])
        found = {p["period"]: p["documents"] for p in trends["periods"]}
        expected = {}
        for date in dates.values():
            expected[period_of(date, unit)] = expected.get(period_of(date, unit), 0) + 1
        none = expected.pop(None, 0)
        run.check(found == expected and list(found) == sorted(found), f"each document lies in its {unit}", (found, expected))
        run.check(trends["attributes"]["unsliced"] == none, f"those that lie in no {unit} are counted", (trends["attributes"], none))


def check_parts(files, kind):
    """The slices are what the whole says of periods, and its nodes stand where they stand in it."""
    nodes, edges = read(files[f"{kind}.json"])
    parts = {path.split("/")[1]: read(data) for path, data in files.items() if path.startswith("slices/") and path.endswith(f"/{kind}.json")}
    wrong = []
    for which, key in ((0, "mentions"), (1, "count")):
        whole = (nodes, edges)[which]
        seen = {name: {} for name in whole}
        for period, part in parts.items():
            for name, attributes in part[which].items():
                seen.setdefault(name, {})[period] = (attributes[key], attributes["documents"])
        for name, attributes in whole.items():
            expected = {period: counts for period, counts in seen[name].items() if counts != (0, 0)}
            if periods_of(attributes) != expected:
                wrong.append((name, periods_of(attributes), expected))
        wrong += [name for name in seen if name not in whole]
    run.check(not wrong and parts, f"slices of {kind}.json have what the whole says of their periods", wrong[:3])
    if kind == "graph":
        moved = [name for part, _ in parts.values() for name, a in part.items() for k in ("x", "y", "label", "type") if a[k] != nodes[name][k]]
        run.check(not moved, "nodes of slices stand where they stand in the whole, under the same names", moved[:3])


def check_sums(folder, inputs):
    dated = [name for name in inputs if len(json.loads((folder / name).read_text("utf-8")).get("date", "")) == 10]
    for unit in ("day", "quarter"):
        files = build(folder, dated, "--slice", unit)
        wrong = []
        for kind in ("graph", "relations"):
            nodes, edges = read(files[f"{kind}.json"])
            for elements, key in ((nodes, "mentions"), (edges, "count")):
                for name, a in elements.items():
                    counts = periods_of(a).values()
                    if (sum(c for c, _ in counts), sum(d for _, d in counts)) != (a[key], a["documents"]):
                        wrong.append((name, a))
        run.check(not wrong, f"where every document has a day, the counts of each {unit} add up", wrong[:3])


def check_formats(files):
    nodes, edges = read(files["graph.json"])
    tree = xml.etree.ElementTree.fromstring(files["graph.graphml"])
    wrong = []
    for element, key, whole in (("node", "periods", list(nodes.values())), ("edge", "e_periods", list(edges.values()))):
        for found, attributes in zip(tree.iter(f"{SPACE}{element}"), whole):
            text = next((d.text for d in found.iter(f"{SPACE}data") if d.get("key") == key), "")
            expected = "|".join(f"{p['period']}:{p['count']}:{p['documents']}" for p in attributes.get("periods", []))
            wrong += [] if text == expected else [(text, expected)]
    run.check(not wrong, "both formats say the same of periods", wrong[:3])


def ratio(before, all_before, now, all_now):
    total, seen = all_before + all_now, before + now
    cells = [(before, all_before, seen), (now, all_now, seen), (all_before - before, all_before, total - seen),
             (all_now - now, all_now, total - seen)]
    value = 2 * sum(o * math.log(o / (row * column / total)) for o, row, column in cells if o > 0)
    return math.copysign(value, now / all_now - before / all_before)


def check_trends(files):
    data = json.loads(files["slices/trends.json"])
    sizes = {p["period"]: p["documents"] for p in data["periods"]}
    order = list(sizes)
    nodes, edges = read(files["graph.json"])
    wrong, seen = [], {}
    for trend in data["trends"]:
        element = edges[trend["id"], trend["with_id"], None] if trend["kind"] == "edge" else nodes[trend["id"]]
        counts, at = periods_of(element), order.index(trend["period"])
        count, documents = counts.get(trend["period"], (0, 0))
        good = (trend["count"], trend["documents"]) == (count, documents) and math.isclose(
            trend["share"], documents / sizes[trend["period"]], rel_tol=1e-8, abs_tol=1e-9)
        if at > 0:
            count, before = counts.get(order[at - 1], (0, 0))
            expected = ratio(before, sizes[order[at - 1]], documents, sizes[trend["period"]])
            good = good and trend["before"] == order[at - 1] and (trend["count_before"], trend["documents_before"]) == (count, before)
            good = good and math.isclose(trend["log_likelihood"], expected, rel_tol=1e-6, abs_tol=2e-6)
        wrong += [] if good else [trend]
        seen.setdefault((trend["id"], trend.get("with_id")), set()).add(trend["period"])
    run.check(not wrong and data["trends"], "trends are what the counts of both periods give", wrong[:3])
    sure = [abs(t.get("log_likelihood", 0)) for t in data["trends"]]
    run.check(sure == sorted(sure, reverse=True), "the surest change stands first")
    elements = {**{(i, None): a for i, a in nodes.items()}, **{(s, t): a for (s, t, _), a in edges.items()}}
    expected = {}
    for name, a in elements.items():
        places = [order.index(p) for p in periods_of(a)]
        expected[name] = {order[k] for p in places for k in (p, p + 1) if k < len(order)}
    missing = [name for name, periods in expected.items() if periods != seen.get(name, set())]
    run.check(not missing, "what is in the network has a trend in each of its periods and in the next", missing[:3])
    rows = list(csv.DictReader(files["slices/trends.tsv"].decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    same = [{k: v for k, v in row.items() if v != ""} == {k: f"{v:.9g}" if not isinstance(v, str) else v for k, v in t.items()}
            for row, t in zip(rows, data["trends"])]
    run.check(len(rows) == len(data["trends"]) and all(same), "the table says what the JSON says")


def check_whole(folder, inputs, files):
    """Slicing changes nothing else."""
    plain, sliced = json.loads(build(folder, inputs)["graph.json"]), json.loads(files["graph.json"])
    del sliced["attributes"]["slice"]
    for element in [*sliced["nodes"], *sliced["edges"]]:
        element["attributes"].pop("periods", None)
    run.check(plain == sliced, "the whole network is the same without slices")


def main():
    with tempfile.TemporaryDirectory(prefix="relata-slices-") as place:
        folder = pathlib.Path(place).resolve() / "documents"
        inputs = make_documents(folder)
        check_sameness(folder, inputs)
        check_units(folder, inputs)
        files = build(folder, inputs, "--slice", "week")
        check_parts(files, "graph")
        check_parts(files, "relations")
        check_sums(folder, inputs)
        check_formats(files)
        check_trends(files)
        check_whole(folder, inputs, files)
    print(f"1..{run.count}")
    sys.exit(1 if run.failures else 0)


if __name__ == "__main__":
    main()
