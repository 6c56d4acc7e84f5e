#!/usr/bin/python3
"""The example programs say what they are expected to say.

    run.py FOLDER GAZETTEERS SOURCE_ROOT [--update]

FOLDER holds the programs of examples/c, built. tests/examples/NAME.expected is what NAME prints, on both streams together; --update
writes what is printed now: read the difference before you keep it. Prints TAP.
"""

import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

# Run in this order, in a folder that holds a copy of examples/.
CASES = [
    ("mentions", ["GAZETTEERS", "Prime Minister Mark Carney met Xi Jinping in São Paulo."], 0),
    ("strongest", ["GAZETTEERS", "graph.json", "examples/news"], 0),
    ("ask", ["graph.json", "Xi", "meng wanzhou", "Canadia", "nobody at all"], 0),
    ("mentions", ["nosuch", "Nobody."], 1),
    ("strongest", ["nosuch", "graph.json", "examples/news"], 1),
    ("ask", ["nosuch.json", "Xi"], 1),
    ("ask", [], 2),
]
MOST_LINES = 79


def run(folder, gazetteers, place, name, arguments, code):
    arguments = [gazetteers if argument == "GAZETTEERS" else argument for argument in arguments]
    done = subprocess.run([folder / name, *arguments], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}, timeout=60, check=False)
    shown = done.stdout.decode("utf-8", "backslashreplace")
    return f"{shown}== exit {done.returncode}\n", done.returncode == code


def main(arguments):
    if len(arguments) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    folder, gazetteers, root = (pathlib.Path(argument).resolve() for argument in arguments[:3])
    expected = root / "tests/examples"
    printed, wrong = {}, {}
    with tempfile.TemporaryDirectory(prefix="relata-examples-") as place:
        shutil.copytree(root / "examples", pathlib.Path(place, "examples"))
        for name, words, code in CASES:
            said, right = run(folder, gazetteers, place, name, words, code)
            printed[name] = printed.get(name, "") + said
            wrong.setdefault(name, []).extend([] if right else [f"not exit code {code}: {' '.join(words)}"])
    print(f"1..{len(printed)}")
    for number, (name, text) in enumerate(printed.items(), 1):
        path = expected / f"{name}.expected"
        if "--update" in arguments:
            path.write_text(text, "utf-8")
        found = wrong[name] + list(difflib.unified_diff(path.read_text("utf-8").splitlines(), text.splitlines(),
                                                        "expected", "printed", lineterm=""))
        lines = len((root / f"examples/c/{name}.c").read_text("utf-8").splitlines())
        found += [f"{lines} lines, {MOST_LINES} at most"] if lines > MOST_LINES else []
        print(f"{'not ok' if found else 'ok'} {number} - {name}")
        for line in found:
            print(f"# {line}")
        wrong[name] = found
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
