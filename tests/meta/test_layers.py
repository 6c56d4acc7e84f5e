#!/usr/bin/python3
"""Proves that the layer check fails when a rule is broken, and only then.

    test_layers.py

Each case puts a few files into a small healthy tree in a temporary folder, runs layers.py on it, and compares the
breaches it names. Prints TAP.
"""

import contextlib
import io
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import layers  # noqa: E402

PUBLIC = """#ifndef RELATA_RELATA_H
#define RELATA_RELATA_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
#define RELATA_API __attribute__((visibility("default")))
typedef struct relata_error { int line; } relata_error;
typedef void (*relata_notice_fn)(void *user);
RELATA_API const char *relata_version(void);
#ifdef __cplusplus
}
#endif
#endif
"""
HEALTHY = {
    "LICENSE": "",
    "meson.build": "",
    "build/src/old.c": '#include "nowhere.h"\n',
    "build-gcc/x": "",
    "include/relata/relata.h": PUBLIC,
    "src/meson.build": "",
    "src/relata.map": "",
    "src/base/meson.build": "files('error.c')",
    "src/base/error.c": '#include "base/error.h"\n#include <string.h>\nint rl_one(void)\n{\n    return 1;\n}\n',
    "src/base/error.h": "#include <relata/relata.h>\n#include <stdint.h>\n",
    "src/text/text.h": '#include "base/error.h"\n',
    "src/graph/meson.build": "files(\n  'graph.c',\n)",
    "src/graph/graph.c": '#include "graph/graph.h"\n#include "text/text.h"\n',
    "src/graph/graph.h": "#include <igraph.h>\n",
    "src/input/reader.h": '#include "base/error.h"\n#include <nettle/sha2.h>\n#include <jansson.h>\n',
    "src/pipeline/build.h": '#include "graph/graph.h"\n#include "input/reader.h"\n#include <pthread.h>\n',
    "src/api/api.h": '#include "pipeline/build.h"\n',
    "src/cli/main.h": "#include <relata/relata.h>\n#include <getopt.h>\n",
    "tests/unit/meson.build": "units = ['error']\nunit_files = ['test_error']",
    "tests/unit/test_error.c": '#include "base/error.h"\n',
}


def function(name, lines):
    return f"int {name}(void)\n{{\n" + "    ;\n" * (lines - 3) + "}\n"


def header(declaration):
    return PUBLIC.replace("RELATA_API const char *relata_version(void);", declaration)


WORD = layers.UNFINISHED[0]
FUNCTION_LIMIT = layers.MOST_FUNCTION_LINES
FILE_LIMIT = layers.MOST_FILE_LINES

# What is tried, the files that differ from the healthy tree, the breaches expected (a part of each).
CASES = [
    ("a healthy tree", {}, []),

    ("an unknown file at the top", {"notes.txt": ""}, ["notes.txt: this has no place"]),
    ("an unknown folder at the top", {"vendor/x.c": ""}, ["vendor: this has no place"]),
    ("an unknown layer", {"src/misc/x.h": ""}, ["src/misc: not a known layer"]),
    ("a source beside the layers", {"src/x.h": ""}, ["src/x.h: not a known layer"]),

    ("a stage that includes a stage", {"src/graph/x.h": '\n#include "input/reader.h"\n'},
     ['src/graph/x.h:2: the stage graph/ includes "input/reader.h" of another stage']),
    ("two stages that include each other",
     {"src/graph/x.h": '#include "input/y.h"\n', "src/input/y.h": '#include "graph/x.h"\n'},
     ["src/graph/x.h:1: the stage graph/", "src/input/y.h:1: the stage input/",
      "src/graph/x.h includes src/input/y.h includes src/graph/x.h"]),
    ("base that includes text", {"src/base/x.h": '#include "text/text.h"\n'}, ['base/ may not include "text/text.h"']),
    ("base that includes model", {"src/model/m.h": "", "src/base/x.h": '#include "model/m.h"\n'},
     ['base/ may not include "model/m.h"']),
    ("model that includes text", {"src/model/m.h": '#include "text/text.h"\n'},
     ['model/ may not include "text/text.h"']),
    ("text that includes a stage", {"src/text/x.h": '#include "graph/graph.h"\n'},
     ['text/ may not include "graph/graph.h"']),
    ("a stage that includes the pipeline", {"src/relate/x.h": '#include "pipeline/build.h"\n'},
     ['relate/ may not include "pipeline/build.h"']),
    ("the pipeline that includes the api", {"src/pipeline/x.h": '#include "api/api.h"\n'},
     ['pipeline/ may not include "api/api.h"']),
    ("the program that includes the library's inside", {"src/cli/x.h": '#include "base/error.h"\n'},
     ['cli/ may not include "base/error.h"']),
    ("the api that includes the program", {"src/api/x.h": '#include "cli/main.h"\n'},
     ['api/ may not include "cli/main.h"']),
    ("a header that is not written from src/", {"src/graph/x.h": '#include "graph.h"\n'},
     ['there is no "graph.h" in src/']),
    ("a header by a way around", {"src/graph/x.h": '#include "../input/reader.h"\n'},
     ['there is no "../input/reader.h" in src/']),
    ("a layer's header in angle brackets", {"src/graph/x.h": "#include <input/reader.h>\n"},
     ["<input/reader.h> may not be included here"]),
    ("an include with odd spaces", {"src/base/x.h": '  #  include"text/text.h"\n'},
     ['base/ may not include "text/text.h"']),
    ("an include in a comment", {"src/base/x.h": '/*\n#include "text/text.h"\n*/\n// #include <igraph.h>\n'}, []),

    *[(f"<{name}> in {layer}/", {f"src/{layer}/x.h": f"#include <{name}>\n"},
       [f"src/{layer}/x.h:1: <{name}> may not be included here"])
      for name, layer in [("igraph.h", "pipeline"), ("igraph.h", "export"), ("pcre2.h", "recognise"),
                          ("jansson.h", "graph"), ("jansson.h", "pipeline"), ("ini.h", "export"), ("utf8proc.h", "match"),
                          ("nettle/sha2.h", "base"), ("pthread.h", "base"), ("time.h", "pipeline"),
                          ("sqlite3.h", "lookup")]],
    *[(f"<{name}> in {layer}/, where it may be", {f"src/{layer}/x.h": f"#include <{name}>\n"}, [])
      for name, layer in [("pcre2.h", "match"), ("jansson.h", "lookup"), ("jansson.h", "cli"), ("ini.h", "cli"), ("jansson.h", "export"),
                          ("utf8proc.h", "text")]],
    ("a public header that needs more than the language", {"include/relata/relata.h": PUBLIC + "#include <stdio.h>\n"},
     ["<stdio.h> may not be included here"]),
    ("a public header that includes the inside",
     {"include/relata/relata.h": PUBLIC + '#include "base/error.h"\n'},
     ['the public header includes "base/error.h"']),

    ("a file that includes itself", {"src/base/x.h": '#include "base/x.h"\n'},
     ["src/base/x.h includes src/base/x.h"]),
    ("a circle of three", {"src/base/a.h": '#include "base/b.h"\n', "src/base/b.h": '#include "base/c.h"\n',
                           "src/base/c.h": '#include "base/a.h"\n'},
     ["src/base/a.h includes src/base/b.h includes src/base/c.h includes src/base/a.h"]),
    ("a diamond, which is no circle", {"src/base/a.h": '#include "base/b.h"\n#include "base/c.h"\n',
                                       "src/base/b.h": '#include "base/c.h"\n', "src/base/c.h": ""}, []),

    ("a public function of another name", {"include/relata/relata.h": header("RELATA_API int rl_open(int x);")},
     ["rl_open is public and does not begin with relata_"]),
    ("a public function that is not marked", {"include/relata/relata.h": header("int relata_open(\n    int x);")},
     ["include/relata/relata.h:10: relata_open is public and not marked RELATA_API"]),

    ("a function that just fits", {"src/base/x.h": function("f", FUNCTION_LIMIT)}, []),
    ("a function that is a line too long", {"src/base/x.h": "\n" + function("long_one", FUNCTION_LIMIT + 1)},
     [f"src/base/x.h:2: long_one has {FUNCTION_LIMIT + 1} lines"]),
    ("the second function too long, after braces in comments, words and macros",
     {"src/base/x.h": "/* { */\n#define OPEN {\nstatic const char *const a[] = {\"}{\", \"\\\"{\"};\nstatic char b = '{';\n"
                      + function("short_one", 5) + function("long_one", FUNCTION_LIMIT + 9)},
     [f"src/base/x.h:10: long_one has {FUNCTION_LIMIT + 9} lines"]),
    ("a long table, which is no function",
     {"src/base/x.h": "static const int table[] = {\n" + "    1,\n" * (FUNCTION_LIMIT + 5) + "};\n"}, []),
    ("braces that do not balance", {"src/base/x.h": "int f(void)\n{\n    {\n}\n"}, ["braces do not balance"]),
    ("a file that just fits", {"src/base/x.h": "/**/\n" * FILE_LIMIT}, []),
    ("a file that is a line too long", {"src/base/x.h": "/**/\n" * (FILE_LIMIT + 1)},
     [f"src/base/x.h:{FILE_LIMIT + 1}: {FILE_LIMIT + 1} lines"]),

    *[(f"{word} in {path}", {path: f"\n# {word}: later\n"}, [f"{path}:2: {word}"])
      for word, path in zip(layers.UNFINISHED * 2, ["src/meson.build", "tests/x.py", "script/demo", "docs/a/b.md",
                                                    ".ci/run", "README.md"])],
    ("such a word inside another", {"docs/a.md": f"a{WORD}S and {WORD.lower()} {WORD}S\n"}, []),

    ("a source that is not built", {"src/base/x.c": ""}, ["src/base/x.c: not listed"]),
    ("a folder without a list", {"src/relate/x.c": ""}, ["src/relate/x.c: not listed"]),
    ("a unit test that is not run", {"tests/unit/test_x.c": ""}, ["tests/unit/test_x.c: not listed"]),
    ("a helper of unit tests", {"tests/unit/helper.c": ""}, []),
]


def make_tree(root, changes):
    for name, text in {**HEALTHY, **changes}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run_check(root):
    """The exit code, what was printed, the breaches named in it, and the rules reported as broken."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = layers.main([str(root)])
    output = printed.getvalue()
    breaches = [line[2:] for line in output.splitlines() if line.startswith("# ")]
    return code, output, breaches, re.findall(r"^not ok \d+ - (.*)$", output, re.MULTILINE)


def wrong_with(expected, code, breaches, broken):
    """What differs from the expectation, as lines."""
    wrong = [f"not named: {part}" for part in expected if not any(part in breach for breach in breaches)]
    wrong += [f"named without cause: {breach}" for breach in breaches if not any(part in breach for part in expected)]
    if code != (1 if expected else 0):
        wrong.append(f"exit code {code}")
    if bool(broken) != bool(expected):
        wrong.append(f"rules reported as broken: {broken}")
    return wrong


def main():
    print(f"1..{len(CASES) + 2}")
    failed, ever_broken = 0, set()

    def report(number, name, wrong):
        nonlocal failed
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}")
        for line in wrong:
            print(f"# {line}")
        failed += bool(wrong)

    for number, (name, changes, expected) in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory(prefix="relata-layers-") as place:
            make_tree(pathlib.Path(place), changes)
            code, _, breaches, broken = run_check(place)
        ever_broken.update(broken)
        report(number, name, wrong_with(expected, code, breaches, broken))

    with tempfile.TemporaryDirectory(prefix="relata-layers-") as place:
        code, output, _, _ = run_check(place)
    bailed = code == 1 and "Bail out!" in output
    report(len(CASES) + 1, "an empty tree", [] if bailed else ["it passes"])
    untried = [name for name, _ in layers.RULES if name not in ever_broken]
    report(len(CASES) + 2, "every rule was seen to fail", [f"never: {name}" for name in untried])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
