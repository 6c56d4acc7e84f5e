#!/usr/bin/python3
"""The public headers compile alone and without a warning, in each language that its users write.

    headers.py INCLUDE_FOLDER C_COMPILER...

Prints TAP. C++ is tried with the first C++ compiler that is there, and skipped if there is none.
"""

import shutil
import subprocess
import sys

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"]
C_WARNINGS = ["-Wstrict-prototypes"]
CXX_COMPILERS = ["c++", "g++", "clang++"]
# Twice: the include guard holds. The call: the names are there, and in C++ they are those of C.
SOURCE = """#include <relata/gazetteer.h>
#include <relata/relata.h>
#include <relata/gazetteer.h>
#include <relata/train.h>
#include <relata/evaluate.h>
#include <relata/evaluate.h>
#include <relata/lookup.h>
#include <relata/lookup.h>
#include <relata/queries.h>
#include <relata/queries.h>
const char *version(void);
const char *version(void)
{
    return relata_version();
}
"""


def compile_alone(command):
    done = subprocess.run([*command, "-fsyntax-only", "-"], input=SOURCE, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [" ".join(command), *done.stdout.splitlines(), *done.stderr.splitlines()]


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    include, c_compiler = ["-I", arguments[0]], arguments[1:]
    cxx_compiler = next((name for name in CXX_COMPILERS if shutil.which(name)), None)
    c_command = [*c_compiler, "-x", "c", *include, *WARNINGS, *C_WARNINGS]
    cxx_command = [cxx_compiler, "-x", "c++", *include, *WARNINGS] if cxx_compiler else None
    cases = [
        ("C99", c_command, "-std=c99"),
        ("C11", c_command, "-std=c11"),
        ("C17", c_command, "-std=c17"),
        ("C++17", cxx_command, "-std=c++17"),
    ]
    print(f"1..{len(cases)}")
    failed = False
    for number, (language, command, standard) in enumerate(cases, 1):
        if command is None:
            print(f"ok {number} - {language} # SKIP no compiler")
            continue
        wrong = compile_alone([*command, standard])
        print(f"{'not ok' if wrong else 'ok'} {number} - {language}")
        for line in wrong:
            print(f"# {line}")
        failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
