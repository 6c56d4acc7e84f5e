#!/usr/bin/python3
"""Association weights by another calculation: the values that tests/unit/test_association.c expects of the library.

    association.py SOURCE_ROOT [--update]

Works in decimals of 60 digits and from the definitions by probabilities and entropies, where the library works with
doubles and from counts. Without --update it checks that tests/unit/association_values.h holds its values. Prints TAP.
"""

import decimal
import pathlib
import random
import sys

decimal.getcontext().prec = 60
D = decimal.Decimal


def entropy(shares):
    return -sum((p * p.ln() for p in shares if p > 0), D(0))


def log_likelihood(both, a, b, n):
    """Twice the windows times the mutual information of "a stands there" and "b stands there", in nats."""
    p, q, r = D(a) / n, D(b) / n, D(both) / n
    joint = [r, p - r, q - r, 1 - p - q + r]
    information = entropy([p, 1 - p]) + entropy([q, 1 - q]) - entropy(joint)
    return 2 * n * information * (-1 if r < p * q else 1)


def npmi(both, a, b, n):
    p, q, r = D(a) / n, D(b) / n, D(both) / n
    if r == 1:
        return D(1)  # the limit of two that always stand together
    return (r.ln() - p.ln() - q.ln()) / -r.ln()


def values(both, a, b, n):
    return [npmi(both, a, b, n), log_likelihood(both, a, b, n), D(both) / (a + b - both),
            D(both) / (D(a) * D(b)).sqrt()]


def samples():
    """Counts of all sizes, those that could go wrong first."""
    yield from [(1, 1, 1, 1), (5, 5, 5, 5), (1, 1, 1, 2), (1, 5, 5, 10), (4, 8, 5, 10), (5, 10, 5, 10), (3, 3, 7, 10),
                (1, 2, 3, 6), (1, 1, 1, 1000000), (999999, 999999, 1000000, 1000000)]
    chance = random.Random(20170)
    for i in range(60):
        n = 10 ** chance.randrange(1, 10)
        a, b = chance.randint(1, n), chance.randint(1, max(1, n // 10 ** chance.randrange(3)))
        yield chance.randint(max(1, a + b - n), min(a, b)), a, b, n


def header():
    lines = ["/* Counts of windows with both, a, b, any; then NPMI, log-likelihood, Jaccard and cosine. Written by",
             " * tests/interop/association.py --update, which calculates them in another way than the library. */"]
    for counts in samples():
        lines.append("{{%d, %d, %d, %d}, {%s}}," % (*counts, ", ".join("%.17g" % v for v in values(*counts))))
    return "\n".join(lines) + "\n"


def main(root, *options):
    path = pathlib.Path(root) / "tests/unit/association_values.h"
    if "--update" in options:
        path.write_text(header(), "utf-8")
    same = path.read_text("utf-8") == header()
    print(f"1..1\n{'ok' if same else 'not ok'} 1 - the expected values are those of this calculation")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
