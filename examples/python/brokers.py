"""Builds the network of articles and prints who stands between the others most, with the sentence that shows their
strongest tie; then what sentences state of them.

    python brokers.py INPUT...
"""

import sys

import relata

MOST = 3


def strongest_tie(graph, node):
    ties = [edge for edge in graph.edges if node.id in (edge.source, edge.target)]
    return max(ties, key=lambda edge: edge.weight)


def main(inputs):
    with relata.Engine() as engine, engine.build(inputs, types=["person", "organisation"]) as graph:
        names = {node.id: node.label for node in graph.nodes}
        brokers = sorted(graph.nodes, key=lambda node: -node.attributes["betweenesscentrality"])[:MOST]
        for node in brokers:
            tie = strongest_tie(graph, node)
            other = tie.target if tie.source == node.id else tie.source
            print(f"{node.label}, most often with {names[other]}:")
            print(f"  {tie.evidence[0].text}")
            for edge in graph.relations.edges:
                if edge.source == node.id:
                    print(f"  {edge.relation} {names.get(edge.target, edge.target)}")


if __name__ == "__main__":
    main(sys.argv[1:])
