#!/usr/bin/python3
"""The measures of `relata build` against those that NetworkX takes of the same network.

    measures.py PROGRAM SOURCE_ROOT

PageRank and the eigenvector, for which NetworkX needs more libraries, are iterated here. Prints TAP. Needs Debian's
python3-networkx.
"""

import fractions
import json
import math
import pathlib
import subprocess
import sys
import tempfile

try:
    import networkx
except ImportError:
    print("1..0 # SKIP needs python3-networkx")
    sys.exit(0)

RUNS = [["--window", "sentence"], ["--window", "document"], ["--backbone", "disparity", "--alpha", "0.3"],
        ["--min-weight", "2", "--resolution", "1.7", "--layout", "none"], ["--ego", "Xi Jinping", "--top", "12"]]


def read(path):
    data = json.loads(path.read_text("utf-8"))
    graph = networkx.Graph()
    for node in data["nodes"]:
        graph.add_node(node["id"], **node["attributes"])
    for edge in data["edges"]:
        # Exact, since two shortest paths of one length must be seen to be of one length.
        graph.add_edge(edge["source"], edge["target"], length=1 / fractions.Fraction(edge["weight"]), **edge["attributes"])
    return graph, data["attributes"]


def iterate(graph, step):
    """Repeats a step from equal values on until nothing changes."""
    values = {n: 1 / len(graph) for n in graph}
    for _ in range(100000):
        before, values = values, step(values)
        if max(abs(values[n] - before[n]) for n in graph) < 1e-14:
            break
    return values


def eigenvector(graph):
    """Of the matrix with half its largest strength on the diagonal: the same vector, and no two that take turns."""
    half = max(s for _, s in graph.degree(weight="weight")) / 2

    def step(values):
        new = {n: half * values[n] + sum(d["weight"] * values[m] for m, d in graph[n].items()) for n in graph}
        largest = max(new.values())
        return {n: v / largest for n, v in new.items()}

    return iterate(graph, step)


def pagerank(graph):
    strength = dict(graph.degree(weight="weight"))

    def step(values):
        idle = sum(values[n] for n in graph if strength[n] == 0)
        return {n: (0.15 + 0.85 * idle) / len(graph) +
                0.85 * sum(d["weight"] / strength[m] * values[m] for m, d in graph[n].items()) for n in graph}

    return iterate(graph, step)


def expected_of_nodes(graph):
    others = max(1, len(graph) - 1)
    points = set(networkx.articulation_points(graph))
    closeness = networkx.closeness_centrality(graph, distance="length", wf_improved=False)
    return {
        "degree": dict(graph.degree()),
        "weighted degree": dict(graph.degree(weight="weight")),
        "pageranks": pagerank(graph),
        "betweenesscentrality": networkx.betweenness_centrality(graph, normalized=False, weight="length"),
        "closnesscentrality": {n: c for n, c in closeness.items() if graph.degree(n) > 0},
        "harmonicclosnesscentrality": {
            n: h / others for n, h in networkx.harmonic_centrality(graph, distance="length").items()},
        "eigencentrality": eigenvector(graph),
        "coreness": networkx.core_number(graph),
        "clustering": networkx.clustering(graph),
        "articulation_point": {n: n in points for n in graph},
    }


def differences(graph, attributes, resolution):
    for name, values in expected_of_nodes(graph).items():
        for node, data in graph.nodes(data=True):
            if (name in data) != (node in values):
                yield f"{name} of {node} is there for one of the two only"
            elif name in data and not math.isclose(data[name], values[node], rel_tol=1e-6, abs_tol=1e-7):
                yield f"{name} of {node}: {data[name]} and {values[node]}"
    bridges = {frozenset(edge) for edge in networkx.bridges(graph)}
    for a, b, data in graph.edges(data=True):
        if data["bridge"] != (frozenset((a, b)) in bridges):
            yield f"bridge {a} - {b}"
    components = {c: None for c in map(frozenset, networkx.connected_components(graph))}
    found, communities = {}, {}
    for node, data in graph.nodes(data=True):
        found.setdefault(data["componentnumber"], set()).add(node)
        communities.setdefault(data["modularity_class"], set()).add(node)
    if set(map(frozenset, found.values())) != set(components):
        yield "components"
    if not all(networkx.is_connected(graph.subgraph(c)) for c in communities.values()):
        yield "a community is not connected"
    modularity = networkx.algorithms.community.modularity(graph, communities.values(), "weight", resolution)
    if not math.isclose(attributes["modularity"], modularity, rel_tol=1e-6, abs_tol=1e-8):
        yield f"modularity: {attributes['modularity']} and {modularity}"


def main(program, root):
    program = pathlib.Path(program).resolve()
    inputs = pathlib.Path(root).resolve() / "examples/news"
    print(f"1..{len(RUNS)}")
    failures = 0
    for number, options in enumerate(RUNS, 1):
        with tempfile.TemporaryDirectory(prefix="relata-measures-") as place:
            path = pathlib.Path(place) / "net.json"
            subprocess.run([program, "build", "--quiet", "--measures", "all", "-o", path, *options, inputs], check=True,
                           cwd=place)
            graph, attributes = read(path)
        resolution = float(options[options.index("--resolution") + 1]) if "--resolution" in options else 1
        wrong = list(differences(graph, attributes, resolution))
        failures += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {' '.join(options)}: {len(graph)} nodes, {graph.size()} edges")
        for line in wrong[:10]:
            print(f"# {line}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
