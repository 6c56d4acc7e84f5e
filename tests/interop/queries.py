#!/usr/bin/python3
"""Questions to a store get the answers that another calculation gives: paths those of NetworkX, the rest sums over graph.json and
the texts.

    queries.py PROGRAM SOURCE_ROOT

Prints TAP. Needs NetworkX.
"""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import networkx
except ImportError:
    print("1..0 # SKIP needs python3-networkx")
    sys.exit(0)

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
count = failures = 0


def check(wrong, what):
    global count, failures
    count += 1
    failures += bool(wrong)
    print(f"{'not ok' if wrong else 'ok'} {count} - {what}", flush=True)
    for line in wrong[:20]:
        print(f"# {line}")


def run(folder, *arguments):
    environment = {**os.environ, "RELATA_GAZETTEERS": str(pathlib.Path(PROGRAM).parent / "gazetteers")}
    return subprocess.run([PROGRAM, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def ask(folder, *arguments):
    done = run(folder, *arguments, "--json")
    return json.loads(done.stdout) if done.returncode == 0 else None


def spaced(text):
    return " ".join(text.split())


def paths(folder, nodes, graph, weight):
    ids = sorted(nodes)
    for one, other in zip(ids[::5], ids[::-4]):
        answer = ask(folder, "path", "--weight", weight, one, other)
        try:
            expected = networkx.shortest_path_length(graph, one, other, weight="length")
        except networkx.NetworkXNoPath:
            expected = None
        if (answer is None) != (expected is None):
            yield f"{one} to {other}: {answer} {expected}"
        elif answer is not None and not math.isclose(answer["length"], expected, rel_tol=1e-6, abs_tol=1e-9):
            yield f"{one} to {other}: {answer['length']}, not {expected}"
        elif answer is not None and answer["steps"] != []:
            walk = [one, *(step["id"] for step in answer["steps"])]
            back = ask(folder, "path", "--weight", weight, other, one)
            if walk[::-1] != [other, *(step["id"] for step in back["steps"])]:
                yield f"{one} to {other}: another path back"
            if not all(graph.has_edge(*pair) for pair in zip(walk, walk[1:])):
                yield f"{one} to {other}: {walk} is no path"


def neighbours(folder, nodes, edges):
    for node in nodes:
        expected = {}
        for edge in edges:
            if node in (edge["source"], edge["target"]):
                other = edge["target"] if edge["source"] == node else edge["source"]
                expected[other] = (edge["attributes"]["count"], edge["attributes"]["documents"])
        answer = ask(folder, "neighbours", node)
        if {step["id"]: (step["count"], step["documents"]) for step in answer["neighbours"]} != expected:
            yield f"{node}: not its edges"
        if answer["total"] != len(expected):
            yield f"{node}: {answer['total']} neighbours, not {len(expected)}"


def counts(folder, nodes):
    for node, attributes in list(nodes.items())[::3]:
        documents = ask(folder, "documents", node)["documents"]
        if (sum(d["mentions"] for d in documents), len(documents)) != (attributes["mentions"], attributes["documents"]):
            yield f"{node}: documents do not add up"
        for unit in ("year", "quarter", "month", "week", "day"):
            answer = ask(folder, "timeline", "--by", unit, node)
            rows = [*answer["periods"], answer["undated"]]
            if (sum(r["mentions"] for r in rows), sum(r["documents"] for r in rows)) != (attributes["mentions"], attributes["documents"]):
                yield f"{node} by {unit}: periods do not add up"
            if [r["period"] for r in answer["periods"]] != sorted({r["period"] for r in answer["periods"]}):
                yield f"{node} by {unit}: periods are not in order"


def sentences(folder, edges, texts):
    """Windows are sentences here: so they are as many as the count says."""
    for edge in edges[::2]:
        answer = ask(folder, "between", edge["source"], edge["target"])
        places = [(quote["document"], quote["sentence"]) for quote in answer["sentences"]]
        if len(places) != edge["attributes"]["count"] or len(set(places)) != len(places):
            yield f"{edge['source']} and {edge['target']}: {len(places)} sentences, count {edge['attributes']['count']}"
        for quote in answer["sentences"]:
            if quote["text"] not in texts[quote["document"]]:
                yield f"{quote['document']} does not say: {quote['text']}"
        shown = {(place["document"], place["sentence"]): place["text"] for place in edge["attributes"]["evidence"]}
        for quote in answer["sentences"]:
            if shown.get((quote["document"], quote["sentence"]), quote["text"]) != quote["text"]:
                yield f"{quote['document']}: not the evidence: {quote['text']}"


def read_texts(folder):
    texts = {}
    for line in run(folder, "extract", "--with-text", str(ROOT / "examples/news")).stdout.splitlines():
        document = json.loads(line)
        texts[document["id"]] = spaced(document["text"])
    return texts


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run(folder, "build", "--quiet", "--measures", "none", "--layout", "none", str(ROOT / "examples/news"))
        network = json.loads((folder / "out/graph.json").read_text("utf-8"))
        nodes = {node["key"]: node["attributes"] for node in network["nodes"]}
        edges = network["edges"]
        for weight in ("count", "npmi", "documents", "cosine"):
            graph = networkx.Graph()
            graph.add_nodes_from(nodes)
            for edge in edges:
                if edge["attributes"][weight] > 0:
                    graph.add_edge(edge["source"], edge["target"], length=1 / edge["attributes"][weight])
            check(list(paths(folder, nodes, graph, weight)), f"paths by {weight} are NetworkX's")
        check(list(neighbours(folder, nodes, edges)), "neighbours are the edges")
        check(list(counts(folder, nodes)), "documents and periods add up to what nodes have")
        check(list(sentences(folder, edges, read_texts(folder))), "sentences with both are those of the texts")
    print(f"1..{count}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
