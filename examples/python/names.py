"""Prints whom and what texts name, as a table: one line for each mention.

    python names.py TEXT...
"""

import sys

import relata


def main(texts):
    with relata.Engine() as engine:
        for found in engine.extract({"text": text} for text in texts):
            for mention in found.mentions:
                print(found.id, mention.start, mention.end, mention.text, mention.type, mention.name, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
