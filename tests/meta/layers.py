#!/usr/bin/python3
"""The rules of the source tree, checked: who may include whom, what is public, how long things may be, what lies where.

    layers.py SOURCE_ROOT

Prints TAP, one test a rule, with a line "# path:line: what is wrong" for each breach. The tables below are the rules;
docs/architecture.md says why they are so.
"""

import fnmatch
import os
import pathlib
import re
import sys

# ---- who may include whom: folder under src/ -> folders whose headers it may include -------------------------------

GROUND = ["base", "model", "text"]
STAGES = ["input", "gazetteer", "match", "recognise", "resolve", "relate", "relations", "repeat", "graph", "export", "load", "lookup", "store",
          "import", "evaluate", "report", "train"]
MAY_INCLUDE = {
    "base": ["base"],
    "model": ["base", "model"],
    "text": GROUND,
    **{stage: [*GROUND, stage] for stage in STAGES},
    "pipeline": [*GROUND, *STAGES, "pipeline"],
    "api": [*GROUND, *STAGES, "pipeline", "api"],
    "cli": ["cli"],
}
BESIDE_LAYERS = ["meson.build", "relata.map"]

# ---- what may be included from outside -----------------------------------------------------------------------------

PUBLIC_HEADERS = ["relata/relata.h", "relata/documents.h", "relata/evaluate.h", "relata/gazetteer.h", "relata/lookup.h",
                  "relata/network.h", "relata/queries.h", "relata/report.h", "relata/store.h", "relata/time.h", "relata/train.h"]
PUBLIC_HEADER_INCLUDES = ["stdbool.h", "stddef.h", "stdint.h"]
EVERYWHERE = [
    "assert.h", "errno.h", "float.h", "inttypes.h", "limits.h", "math.h", "stdarg.h", "stdbool.h", "stddef.h",
    "stdint.h", "stdio.h", "stdlib.h", "string.h", "unistd.h",
]
# A header, or a pattern of headers, and the folders that may include it. The library looks neither at the clock nor at
# the terminal, and at the locale only to be independent of it.
ONLY_IN = {
    "igraph.h": ["graph"],
    "pcre2.h": ["match"],
    "csv.h": ["import"],
    "iconv.h": ["input"],
    "ini.h": ["cli"],
    "jansson.h": ["input", "export", "load", "lookup", "import", "evaluate", "cli"],
    "libxml/*": ["input"],
    "raptor2.h": ["import"],
    "sqlite3.h": ["store"],
    "uchardet.h": ["input"],
    "utf8proc.h": ["text"],
    "zlib.h": ["base"],
    "zstd*.h": ["base"],
    "nettle/*": ["gazetteer", "input"],
    "pthread.h": ["gazetteer", "match", "pipeline", "text"],
    "ctype.h": ["cli"],
    "dirent.h": ["base"],
    "dlfcn.h": ["graph", "import"],
    "emmintrin.h": ["base"],
    "fcntl.h": ["base", "input", "cli"],
    "getopt.h": ["cli"],
    "locale.h": ["base"],
    "search.h": ["cli"],
    "signal.h": ["cli"],
    "stdatomic.h": ["gazetteer"],
    "sys/file.h": ["base"],
    "sys/ioctl.h": ["cli"],
    "sys/mman.h": ["base"],
    "sys/random.h": ["base"],
    "sys/stat.h": ["base", "cli"],
    "sys/types.h": ["base", "cli"],
    "time.h": ["cli"],
}

# ---- names, lengths, places ----------------------------------------------------------------------------------------

PUBLIC_PREFIX = "relata_"
PUBLIC_MARK = "RELATA_API"
MOST_FUNCTION_LINES = 60
MOST_FILE_LINES = 450
UNFINISHED = ["TO" "DO", "FIX" "ME", "X" "XX"]
WHERE_UNFINISHED = ["src", "include", "tests", "script", ".ci", "docs", "examples", "meson.build", "*.md"]
TOP_LEVEL = [
    ".ci", ".clang-format", ".editorconfig", ".git", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "README.md", "docs", "examples", "gazetteers", "include", "meson.build", "out", "python", "script", "src", "tests",
]
IGNORED_TOP_LEVEL = ["build*"]
# Sources that are not named here are not built, or not run, and nobody notices.
LISTS = [("src/*", "*.c"), ("tests/unit", "test_*.c")]


# ---- reading C -----------------------------------------------------------------------------------------------------

COMMENT_OR_LITERAL = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]*)[>"]', re.MULTILINE)


def blank(found):
    return re.sub(r"[^\n]", " ", found[0])


def without_comments(text):
    return COMMENT_OR_LITERAL.sub(lambda found: blank(found) if found[0][0] == "/" else found[0], text)


def only_code(text):
    """The text with comments, literals and directives turned into spaces, so that lines stay where they are."""
    return DIRECTIVE.sub(blank, COMMENT_OR_LITERAL.sub(blank, text))


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def function_spans(code):
    """Yields (name, first line, last line) of each function; its name is None where braces do not balance."""
    depth, declaration, current = 0, 0, None
    for found in re.finditer(r"[{};]", code):
        at = found.start()
        if found[0] == "{":
            head = code[declaration:at]
            if depth == 0 and head.rstrip().endswith(")"):
                name = re.search(r"(\w+)\s*\(", head)
                current = (name[1] if name else "?", line_of(code, declaration + len(head) - len(head.lstrip())))
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0 and current is not None:
                yield (*current, line_of(code, at))
                current = None
        if depth < 0:
            break
        if depth == 0:
            declaration = at + 1
    if depth != 0:
        yield (None, 1, 1)


def public_declarations(text):
    """Yields (name, marked, line) of each function that a header declares. Also used by exports.py."""
    code = re.sub(r"\bextern\s*\{", blank, only_code(text))
    depth, start = 0, 0
    for found in re.finditer(r"[{};]", code):
        depth += {"{": 1, "}": -1, ";": 0}[found[0]]
        if found[0] != ";" or depth > 0:
            continue
        statement = code[start:found.start()]
        name = re.search(r"(\w+)\s*\(", re.sub(r"__attribute__\s*\(\(.*?\)\)", "", statement, flags=re.DOTALL))
        if name and "typedef" not in statement:
            yield name[1], PUBLIC_MARK in statement, line_of(code, code.index(name[0], start))
        start = found.end()


class Source:
    """One .c or .h file under src/ or include/."""

    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self.code = only_code(self.text)
        plain = without_comments(self.text)
        self.includes = [(line_of(plain, found.start()), found[1] == "<", found[2])
                         for found in INCLUDE.finditer(plain)]
        parts = self.path.split("/")
        self.layer = parts[1] if parts[0] == "src" and len(parts) > 2 else None
        self.is_public = self.path.removeprefix("include/") in PUBLIC_HEADERS

    def at(self, line, what):
        return f"{self.path}:{line}: {what}"


class Tree:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        paths = [path for folder in ("src", "include") for path in sorted((self.root / folder).rglob("*.[ch]"))]
        self.sources = [Source(self.root, path) for path in paths]
        self.own_headers = {source.path[len("src/"):] for source in self.sources if source.layer}


# ---- the rules: each yields its breaches ---------------------------------------------------------------------------

def check_places(tree):
    for name in sorted(os.listdir(tree.root)):
        if name not in TOP_LEVEL and not any(fnmatch.fnmatch(name, pattern) for pattern in IGNORED_TOP_LEVEL):
            yield f"{name}: this has no place at the top of the repository"
    for path in sorted((tree.root / "src").glob("*")):
        if path.name not in BESIDE_LAYERS and path.name not in MAY_INCLUDE:
            yield f"src/{path.name}: not a known layer"


def check_layers(tree):
    for source in tree.sources:
        for line, angled, name in source.includes:
            if angled or source.layer not in MAY_INCLUDE:
                continue
            folder = name.split("/")[0] if "/" in name else None
            if name not in tree.own_headers:
                yield source.at(line, f'there is no "{name}" in src/')
            elif folder in STAGES and source.layer in STAGES and folder != source.layer:
                yield source.at(line, f'the stage {source.layer}/ includes "{name}" of another stage')
            elif folder not in MAY_INCLUDE[source.layer]:
                yield source.at(line, f'{source.layer}/ may not include "{name}"')


def allowed_outside(source, name):
    if source.is_public:
        return name in PUBLIC_HEADER_INCLUDES + PUBLIC_HEADERS[:1]
    if name in EVERYWHERE or name in PUBLIC_HEADERS:
        return True
    return any(fnmatch.fnmatch(name, pattern) and source.layer in layers for pattern, layers in ONLY_IN.items())


def check_outside(tree):
    for source in tree.sources:
        for line, angled, name in source.includes:
            if angled and not allowed_outside(source, name):
                yield source.at(line, f"<{name}> may not be included here")
            elif not angled and source.is_public:
                yield source.at(line, f'the public header includes "{name}"')


def check_cycles(tree):
    graph = {}
    for source in tree.sources:
        names = [name for _, angled, name in source.includes if not angled and name in tree.own_headers]
        graph[source.path] = [f"src/{name}" for name in names]
    finished = set()
    for start in sorted(graph):
        path, stack = [], [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop()
                finished.add(node)
            elif node in path:
                yield " includes ".join([*path[path.index(node):], node])
            elif node not in finished:
                path.append(node)
                stack.append((node, True))
                stack += [(child, False) for child in reversed(graph[node])]


def check_public_names(tree):
    for source in tree.sources:
        if not source.is_public:
            continue
        for name, marked, line in public_declarations(source.text):
            if not name.startswith(PUBLIC_PREFIX):
                yield source.at(line, f"{name} is public and does not begin with {PUBLIC_PREFIX}")
            if not marked:
                yield source.at(line, f"{name} is public and not marked {PUBLIC_MARK}")


def check_function_lengths(tree):
    for source in tree.sources:
        for name, first, last in function_spans(source.code):
            if name is None:
                yield source.at(first, "braces do not balance")
            elif last - first + 1 > MOST_FUNCTION_LINES:
                yield source.at(first, f"{name} has {last - first + 1} lines, {MOST_FUNCTION_LINES} at most")


def check_file_lengths(tree):
    for source in tree.sources:
        lines = len(source.text.splitlines())
        if lines > MOST_FILE_LINES:
            yield source.at(lines, f"{lines} lines, {MOST_FILE_LINES} at most")


def texts_for_unfinished(root):
    for pattern in WHERE_UNFINISHED:
        for path in sorted(root.glob(pattern)):
            inside = sorted(path.rglob("*")) if path.is_dir() else [path]
            yield from (each for each in inside if each.is_file() and "__pycache__" not in each.parts)


def check_unfinished(tree):
    words = re.compile(r"\b(?:" + "|".join(UNFINISHED) + r")\b")
    for path in texts_for_unfinished(tree.root):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            found = words.search(line)
            if found:
                yield f"{path.relative_to(tree.root).as_posix()}:{number}: {found[0]}"


def check_lists(tree):
    for folders, pattern in LISTS:
        for folder in sorted(path for path in tree.root.glob(folders) if path.is_dir()):
            build = folder / "meson.build"
            listed = build.read_text(encoding="utf-8") if build.exists() else ""
            for path in sorted(folder.glob(pattern)):
                if not re.search(rf"'(?:{re.escape(path.name)}|{re.escape(path.stem)})'", listed):
                    yield f"{path.relative_to(tree.root).as_posix()}: not listed in the meson.build beside it"


RULES = [
    ("everything lies where it belongs", check_places),
    ("layers include only what is below them", check_layers),
    ("headers from outside are included only where they may be", check_outside),
    ("no file includes itself over others", check_cycles),
    ("public functions have public names", check_public_names),
    ("no function is too long", check_function_lengths),
    ("no file is too long", check_file_lengths),
    ("nothing is marked as unfinished", check_unfinished),
    ("every source is listed", check_lists),
]


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    tree = Tree(arguments[0])
    print(f"1..{len(RULES)}")
    failed = False
    if not tree.sources:
        print("Bail out! no sources under " + arguments[0])
        return 1
    for number, (name, check) in enumerate(RULES, 1):
        breaches = list(check(tree))
        print(f"{'not ok' if breaches else 'ok'} {number} - {name}")
        for breach in breaches:
            print(f"# {breach}")
        failed = failed or bool(breaches)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
