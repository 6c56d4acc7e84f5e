#!/usr/bin/python3
"""The backbones of `relata build` against another calculation of them, made from the papers.

    backbones.py PROGRAM SOURCE_ROOT

The example articles are built whole, in windows that give light and heavy edges, and what should stay is calculated here:
probabilities by integrating densities (disparity) and with exact fractions (noise-corrected), where the program has
closed formulas and doubles. Prints TAP.
"""

import fractions
import json
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile

F = fractions.Fraction
ALPHAS = ["0", "0.001", "0.01", "0.05", "0.1", "0.25", "0.5", "0.9", "1"]
WINDOWS = ["sentence", "paragraph", "document"]


def build(program, inputs, place, *options):
    done = subprocess.run([program, "build", "--quiet", "-o", place / "net.json", *options, inputs], check=False,
                          capture_output=True, text=True, cwd=place)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"Bail out! {done.stderr}")
    network = json.loads((place / "net.json").read_text("utf-8"))
    return {(e["source"], e["target"]): F(e["weight"]) for e in network["edges"]}, network


def ends_of(edges):
    strength, degree = {}, {}
    for pair, weight in edges.items():
        for end in pair:
            strength[end] = strength.get(end, 0) + weight
            degree[end] = degree.get(end, 0) + 1
    return strength, degree


def disparity(edges):
    """One minus the integral of the density (k - 1)(1 - x)^(k - 2) from 0 to w/s, by its binomial terms."""
    strength, degree = ends_of(edges)

    def chance(weight, end):
        k, share = degree[end], weight / strength[end]
        if k == 1:
            return F(1)
        terms = ((k - 1) * math.comb(k - 2, i) * (-1) ** i * share ** (i + 1) / (i + 1) for i in range(k - 1))
        return 1 - sum(terms)

    return {pair: min(chance(weight, end) for end in pair) for pair, weight in edges.items()}


def noise_corrected(edges, slip=False):
    """By the posterior of a beta distribution, as in the paper. With `slip`, as its authors' program has it."""
    strength, _ = ends_of(edges)
    total = sum(strength.values())
    chances = {}
    for (a, b), w in edges.items():
        si, sj = strength[a], strength[b]
        mean = si * sj / total ** 2
        variance = si * sj * (total - si) * (total - sj) / (total ** 4 * (total - 1))
        alpha = mean ** 2 / variance * (1 - mean) - mean
        beta = mean / variance * (1 - mean ** 2 if slip else (1 - mean) ** 2) - (1 - mean)
        if not slip:  # it has the mean and variance that it should have
            assert alpha / (alpha + beta) == mean
            assert alpha * beta / ((alpha + beta) ** 2 * (alpha + beta + 1)) == variance
        p = (alpha + w) / (alpha + beta + total)
        kappa = total / (si * sj)
        slope = (si * sj - total * (si + sj)) / (si * sj) ** 2
        score = (kappa * w - 1) / (kappa * w + 1)
        spread = total * p * (1 - p) * (2 * (kappa + w * slope) / (kappa * w + 1) ** 2) ** 2
        deviations = float(score) / math.sqrt(spread) if spread else math.copysign(math.inf, score)
        chances[a, b] = 1 - statistics.NormalDist().cdf(deviations)
    return chances


def main(program, root):
    program = pathlib.Path(program).resolve()
    inputs = pathlib.Path(root).resolve() / "examples/news"
    number = failures = 0
    with tempfile.TemporaryDirectory(prefix="relata-backbones-") as place:
        place = pathlib.Path(place)
        for window in WINDOWS:
            edges, network = build(program, inputs, place, "--window", window)
            for method, chances in (("disparity", disparity(edges)), ("noise-corrected", noise_corrected(edges))):
                for alpha in ALPHAS:
                    found, pruned = build(program, inputs, place, "--window", window, "--backbone", method, "--alpha", alpha)
                    # What lies on the line to the last digit may fall on either side.
                    wrong = [pair for pair, chance in chances.items() if (chance < float(alpha)) != (pair in found)
                             and abs(float(chance) - float(alpha)) > 1e-12]
                    wrong += [pair for pair in found if found[pair] != edges.get(pair)]
                    wrong += [] if len(pruned["nodes"]) == len(network["nodes"]) else ["nodes"]
                    number += 1
                    failures += bool(wrong)
                    print(f"{'not ok' if wrong else 'ok'} {number} - {window}, {method}, alpha {alpha}: "
                          f"{len(found)} of {len(edges)} edges")
                    for pair in wrong[:5]:
                        print(f"# {pair}: {float(chances.get(pair, 0))}")
            other = noise_corrected(edges, slip=True)
            same = noise_corrected(edges)
            sides = [sum((same[p] < float(a)) != (other[p] < float(a)) for p in edges) for a in ALPHAS[1:-1]]
            print(f"# {window}: the authors' program decides otherwise for {sides} of {len(edges)} edges at {ALPHAS[1:-1]}")
    print(f"1..{number}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
