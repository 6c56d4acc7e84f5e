#!/usr/bin/python3
"""Reads one network as other programs do and checks that they all see the same.

Usage: read_graph.py graph.graphml graph.json [relations.graphml relations.json]

GraphML is read with NetworkX and with igraph, JSON with NetworkX; nodes, edges, labels and weights must agree, and
so must every other attribute. xmllint must accept the GraphML. Needs Debian's python3-networkx, python3-igraph
and libxml2-utils. Exits 1 with a sentence at the first difference.
"""

import json
import math
import re
import subprocess
import sys

import igraph
import networkx


class Difference(Exception):
    """What differs, as a sentence."""


def check_well_formed(path):
    done = subprocess.run(["xmllint", "--noout", "--nonet", path], capture_output=True, text=True, check=False)
    if done.stderr or done.returncode != 0:
        raise Difference(f"xmllint does not accept {path}: {(done.stderr.splitlines() or ['no reason given'])[0]}")


def check_keys(path):
    """Rules that no reader checks but that some programs stumble over."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    keys = re.findall(r"<key ([^>]*)/>", text)
    ids = [re.search(r'id="([^"]*)"', key).group(1) for key in keys]
    if len(set(ids)) != len(ids):
        raise Difference(f"{path} declares a key twice")
    for key in keys:
        if not re.search(r'for="(node|edge)"', key):
            raise Difference(f"{path} has a key that is neither for nodes nor for edges: {key}")
        if not re.search(r'attr.type="(string|int|long|double|boolean)"', key):
            raise Difference(f"{path} has a key of a type that readers refuse: {key}")
    for name in ids:
        if f'<data key="{name}">' not in text:
            raise Difference(f'{path} declares the key "{name}" but no element has it')
    edge_ids = re.findall(r'<edge id="([^"]*)"', text)
    if edge_ids != [f"e{i}" for i in range(text.count("<edge "))]:
        raise Difference(f"{path} does not number its edges e0, e1, ...")


def pair(a, b):
    return (a, b) if a <= b else (b, a)


def read_networkx_graphml(path):
    graph = networkx.read_graphml(path)
    if graph.is_directed() or graph.is_multigraph():
        raise Difference("NetworkX takes the GraphML for directed or for a multigraph")
    nodes = {node: dict(data) for node, data in graph.nodes(data=True)}
    edges = {pair(a, b): {k: v for k, v in data.items() if k != "id"} for a, b, data in graph.edges(data=True)}
    return nodes, edges


def without_missing(attributes):
    """igraph has every attribute on every element; what is missing is None, NaN or an empty string there."""
    return {name: value for name, value in attributes.items()
            if value is not None and value != "" and not (isinstance(value, float) and math.isnan(value))}


def read_igraph_graphml(path):
    graph = igraph.Graph.Read_GraphML(path)
    if graph.is_directed() or not graph.is_simple():
        raise Difference("igraph takes the GraphML for directed or for a multigraph")
    # igraph 0.10 leaves an ampersand in a node's id as it is written in XML. It is igraph's slip, and not worth hiding
    # other differences behind it.
    ids = [vertex["id"].replace("&#38;", "&") for vertex in graph.vs]
    nodes, edges = {}, {}
    for vertex in graph.vs:
        attributes = without_missing(vertex.attributes())
        attributes.pop("id")
        nodes[ids[vertex.index]] = attributes
    for edge in graph.es:
        attributes = without_missing(edge.attributes())
        attributes.pop("id", None)
        edges[pair(ids[edge.source], ids[edge.target])] = attributes
    return nodes, edges


def node_link_graph(data):
    """The name of the argument changed in NetworkX 3.4."""
    try:
        return networkx.node_link_graph(data, edges="edges")
    except TypeError:
        return networkx.node_link_graph(data, link="edges")


def check_repeated(data, names, where):
    """label and weight stand both beside the attributes and inside."""
    for name in names:
        if data.get(name) != data["attributes"].get(name):
            raise Difference(f"the JSON gives {where} two different {name}s")


def read_networkx_json(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    counts = data["attributes"]
    if (counts["nodes"], counts["edges"]) != (len(data["nodes"]), len(data["edges"])):
        raise Difference(f"{path} counts its nodes or edges wrongly")
    if [edge["key"] for edge in data["edges"]] != [f"e{i}" for i in range(len(data["edges"]))]:
        raise Difference(f"{path} does not number its edges e0, e1, ...")
    graph = node_link_graph(data)
    if graph.is_directed() or graph.is_multigraph():
        raise Difference("NetworkX takes the JSON for directed or for a multigraph")
    nodes, edges = {}, {}
    for node, found in graph.nodes(data=True):
        check_repeated(found, ["label"], f"node {node}")
        nodes[node] = found["attributes"]
    for a, b, found in graph.edges(data=True):
        check_repeated(found, ["label", "weight"], f"edge {a} - {b}")
        edges[pair(a, b)] = dict(found["attributes"])
    return nodes, edges


def as_text(evidence):
    """The JSON's lists as GraphML has them: of evidence the first three places, of reasons all."""
    if evidence and "reason" in evidence[0]:
        return "|".join(f'{one["name"]}: {one["reason"]}'.replace("|", "/") for one in evidence)
    places = [f'{place["document"]}#{place["sentence"]}'.replace("|", "/") for place in evidence[:3]]
    return "|".join(places)


def same(a, b):
    if isinstance(a, list):
        a = as_text(a)
    if isinstance(b, list):
        b = as_text(b)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-12, abs_tol=0)
    return a == b


def compare_elements(what, name, elements, other_name, other):
    if set(elements) != set(other):
        odd = sorted(set(elements) ^ set(other))[0]
        raise Difference(f"{name} and {other_name} do not see the same {what}: {odd} is only in one of them")
    compared = set()
    for element in sorted(elements):
        ours, theirs = elements[element], other[element]
        for attribute in sorted(set(ours) | set(theirs)):
            if attribute not in ours or attribute not in theirs or not same(ours[attribute], theirs[attribute]):
                raise Difference(f'{name} and {other_name} differ in "{attribute}" of {element}: '
                                 f"{ours.get(attribute)!r} and {theirs.get(attribute)!r}")
            compared.add(attribute)
    return compared


def compare(name, graph, other_name, other):
    nodes = compare_elements("nodes", name, graph[0], other_name, other[0])
    edges = compare_elements("edges", name, graph[1], other_name, other[1])
    if graph[0] and "label" not in nodes:
        raise Difference("no node has a label")
    if graph[1] and "weight" not in edges:
        raise Difference("no edge has a weight")
    print(f"{name} and {other_name}: the same {len(graph[0])} nodes ({', '.join(sorted(nodes))}) "
          f"and {len(graph[1])} edges ({', '.join(sorted(edges))})")


def check_complete(nodes, edges):
    for node, attributes in nodes.items():
        if not attributes.get("label"):
            raise Difference(f"node {node} has no label")
    for edge, attributes in edges.items():
        weight = attributes.get("weight", 0)
        if not (weight > 0 and math.isfinite(weight)):
            raise Difference(f"edge {edge} has no weight above zero")


def main(graphml, json_path):
    check_well_formed(graphml)
    check_keys(graphml)
    print("xmllint: accepted")
    reference = read_networkx_graphml(graphml)
    check_complete(*reference)
    compare("NetworkX (GraphML)", reference, "igraph (GraphML)", read_igraph_graphml(graphml))
    compare("NetworkX (GraphML)", reference, "NetworkX (JSON)", read_networkx_json(json_path))


def relations_of(edges):
    """(source, target, relation) of a directed multigraph, each there once."""
    found = sorted((source, target, data["relation"], data["weight"]) for source, target, data in edges)
    if len({edge[:3] for edge in found}) != len(found):
        raise Difference("a relation between two nodes is there twice")
    return found


def check_relations(graphml, json_path):
    """The same directed edges in NetworkX and igraph, parallel ones kept apart."""
    check_well_formed(graphml)
    check_keys(graphml)
    first = networkx.read_graphml(graphml, force_multigraph=True)
    if not first.is_directed():
        raise Difference("NetworkX takes the relations for undirected")
    reference = relations_of(first.edges(data=True))
    graph = igraph.Graph.Read_GraphML(graphml)
    ids = [vertex["id"].replace("&#38;", "&") for vertex in graph.vs]
    seen = relations_of([(ids[e.source], ids[e.target], e.attributes()) for e in graph.es])
    with open(json_path, encoding="utf-8") as file:
        data = node_link_graph(json.load(file))
    if not (graph.is_directed() and data.is_directed() and data.is_multigraph()):
        raise Difference("the relations are not a directed multigraph")
    read = relations_of([(a, b, found["attributes"]) for a, b, found in data.edges(data=True)])
    if reference != seen or reference != read:
        raise Difference("NetworkX and igraph do not see the same relations")
    print(f"relations: the same {len(reference)} edges in NetworkX (GraphML, JSON) and igraph")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 5):
        sys.exit("usage: read_graph.py graph.graphml graph.json [relations.graphml relations.json]")
    try:
        main(sys.argv[1], sys.argv[2])
        if len(sys.argv) == 5:
            check_relations(sys.argv[3], sys.argv[4])
    except Difference as difference:
        sys.exit(str(difference))
