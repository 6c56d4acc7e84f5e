#!/usr/bin/python3
"""The shared library exports the functions of the public headers, all of them and nothing else.

    exports.py LIBRARY HEADER...

Prints TAP.
"""

import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
import layers  # noqa: E402


def exported(library):
    done = subprocess.run(["nm", "--dynamic", "--defined-only", "--format=posix", library], capture_output=True,
                          text=True, check=True)
    return {line.split()[0].split("@")[0] for line in done.stdout.splitlines() if line.strip()}


def declared(headers):
    return {name for header in headers
            for name, _, _ in layers.public_declarations(pathlib.Path(header).read_text(encoding="utf-8"))}


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    names, functions = exported(arguments[0]), declared(arguments[1:])
    checks = [
        ("the headers declare functions", [] if functions else ["none were found"]),
        ("only public names are exported", [name for name in names if not name.startswith(layers.PUBLIC_PREFIX)]),
        ("every declared function is exported", functions - names),
        ("every exported function is declared", names - functions),
    ]
    print(f"1..{len(checks)}")
    for number, (name, breaches) in enumerate(checks, 1):
        print(f"{'not ok' if breaches else 'ok'} {number} - {name}")
        for breach in sorted(breaches):
            print(f"# {breach}")
    return 1 if any(breaches for _, breaches in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
