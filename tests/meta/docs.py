#!/usr/bin/env python3
"""Checks the documentation against the program, in TAP.

    docs.py PROGRAM SOURCE_ROOT [--update]

In README.md, docs/*.md, gazetteers/README.md and the other pages of the project:

- Blocks fenced as ```console are run. Lines that begin with "$ " are commands for sh, the lines below one are what it
  prints on both streams together. A line "..." stands for any number of lines, "..." inside a line for anything. Times
  ("0.19 s") may differ, and can be written as "<seconds> s". Every command must exit with 0; pages that show another
  code print it (`; echo "exit code $?"`).
- Blocks fenced as ```python are run if their imports are there; a block fenced as ```text right below is what they print.
- The blocks of a page are run in their order, in one temporary folder that holds a copy of examples/ and nothing else.
  The command `relata` is PROGRAM.
- Relative links lead to files that exist, and to headings that exist.
- docs/recognition.md names every kind of evidence that the weights files have, and gazetteers/README.md every list.

--update writes what commands print now into the pages, except where "..." stands; read the difference before you keep it.
"""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "gazetteers/*.md", "examples/*.md"]
TIME_LIMIT = 60
FENCE = re.compile(r"^```(\w*)\s*$")
TIME = re.compile(r"\b\d+\.\d\d s\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*?)\s*$")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")
ANYTHING = "..."
# The pages speak of Debian's Python, which has Debian's NetworkX.
PYTHON = "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else sys.executable


class Block:
    """A fenced block: its language, its lines, and the number of its first line in the page, from 0."""

    def __init__(self, language, first):
        self.language = language
        self.first = first
        self.lines = []


def read_blocks(lines):
    blocks, block = [], None
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if block is None and fence:
            block = Block(fence.group(1), number + 1)
        elif block is not None and line.rstrip() == "```":
            blocks.append(block)
            block = None
        elif block is not None:
            block.lines.append(line)
    if block is not None:
        raise ValueError(f"the block that begins in line {block.first} has no end")
    return blocks


def prose_of(lines):
    """The lines outside fenced blocks, without `code`; indented ones are code too."""
    kept, inside = [], False
    for line in lines:
        if FENCE.match(line) and (not inside or line.rstrip() == "```"):
            inside = not inside
        elif not inside and not line.startswith("    "):
            kept.append(re.sub(r"`[^`]*`", lambda code: "x" * len(code.group()), line))
    return kept


# ---- what commands print ----


def without_times(lines):
    return [TIME.sub("<seconds> s", line) for line in lines]


def line_matches(expected, line):
    pieces = [re.escape(piece) for piece in expected.split(ANYTHING)]
    return re.fullmatch(".*".join(pieces), line) is not None


def matches(expected, lines):
    """True if the lines are those expected; a line "..." takes as few as it can."""
    at, i, star, resume = 0, 0, None, 0
    while i < len(lines):
        if at < len(expected) and expected[at].strip() == ANYTHING:
            star, resume = at, i
            at += 1
        elif at < len(expected) and line_matches(expected[at], lines[i]):
            at += 1
            i += 1
        elif star is not None:
            resume += 1
            at, i = star + 1, resume
        else:
            return False
    return all(line.strip() == ANYTHING for line in expected[at:])


def compare(expected, printed):
    expected, printed = without_times(expected), without_times(printed)
    if matches(expected, printed):
        return []
    return list(difflib.unified_diff(expected, printed, "page", "program", lineterm=""))


class Place:
    """The folder in which the blocks of one page are run."""

    def __init__(self, root, program, source):
        self.folder = root / "page"
        self.folder.mkdir()
        shutil.copytree(source / "examples", self.folder / "examples")
        commands = root / "bin"
        commands.mkdir()
        (commands / "relata").symlink_to(program)
        self.environment = {
            "LC_ALL": "C.UTF-8",
            "HOME": str(self.folder),
            "PATH": f"{commands}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "RELATA_GAZETTEERS": str(program.resolve().parent / "gazetteers"),
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.add_module(program, source)

    def add_module(self, program, source):
        """The Python module, if it can use the library: where that has sanitisers it cannot, and blocks that need it are skipped."""
        known = dict(self.environment)
        self.environment.update(PYTHONPATH=str(source / "python"), PYTHONDONTWRITEBYTECODE="1",
                                RELATA_LIBRARY=str(program.resolve().parent / "src" / "librelata.so.0"))
        if self.run([PYTHON, "-c", "import relata; relata.load()"])[0] != 0:
            self.environment = known

    def run(self, arguments):
        done = subprocess.run(arguments, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIME_LIMIT, check=False)
        return done.returncode, done.stdout.decode("utf-8", "backslashreplace").splitlines()


class Command:
    """A command of a console block, with the lines that the page shows for it."""

    def __init__(self, text, first):
        self.text = text
        self.first = first  # of the expected lines in the page
        self.expected = []


def read_commands(block):
    commands = []
    for number, line in enumerate(block.lines):
        if line.startswith("$ "):
            commands.append(Command(line[2:], block.first + number + 1))
        elif commands:
            commands[-1].expected.append(line)
        else:
            raise ValueError(f"line {block.first + number + 1}: a console block begins with a command")
    return commands


def can_update(command):
    return not any(ANYTHING in line for line in command.expected)


def run_console(block, place, changes):
    """Runs the block's commands. Returns what is wrong; adds to `changes`, if that is a list, what could be mended."""
    wrong = []
    for command in read_commands(block):
        code, printed = place.run(["sh", "-c", command.text])
        found = compare(command.expected, printed)
        if found and changes is not None and can_update(command):
            changes.append((command.first, len(command.expected), printed))
            found = []
        if code != 0:
            found.append(f"exit code {code}")
        if found:
            wrong += [f"$ {command.text}"] + found
    return wrong


# ---- Python ----


def missing_module(code, place):
    names = []
    for line in re.findall(r"^import (.+)$", code, re.MULTILINE):
        names += [name.split(" as ")[0].strip() for name in line.split(",")]
    names += re.findall(r"^from (\S+) import", code, re.MULTILINE)
    return next((name for name in names if place.run([PYTHON, "-c", f"import {name}"])[0] != 0), None)


def run_python(block, output, place):
    code, printed = place.run([PYTHON, "-c", "\n".join(block.lines)])
    found = compare(output.lines, printed) if output is not None else []
    return found + ([f"exit code {code}"] + printed if code != 0 else [])


# ---- links ----


def slug(heading):
    """The anchor that a heading gets."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
    return re.sub(r"[^\w\- ]", "", text).strip().replace(" ", "-")


def anchors_of(path):
    anchors = set()
    for line in prose_of(path.read_text(encoding="utf-8").splitlines()):
        heading = HEADING.match(line)
        if heading:
            anchors.add(slug(heading.group(1)))
    return anchors


def check_links(page, lines):
    wrong = []
    for target in LINK.findall("\n".join(prose_of(lines))):
        if ELSEWHERE.match(target):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        if not path.exists():
            wrong.append(f"no such file: {target}")
        elif anchor and path.suffix == ".md" and anchor not in headings(path):
            wrong.append(f"no such heading: {target}")
    return wrong


def headings(path):
    # Headings may hold code, which prose_of blanks out.
    text = path.read_text(encoding="utf-8")
    return anchors_of(path) | {slug(line.lstrip("#").strip()) for line in text.splitlines() if line.startswith("#")}


# ---- completeness ----


def check_evidence(source):
    text = (source / "docs/recognition.md").read_text(encoding="utf-8")
    names = set()
    for path in sorted((source / "gazetteers").rglob("*.weights")):
        rows = path.read_text(encoding="utf-8").splitlines()
        names |= {row.split("\t")[0] for row in rows if row and not row.startswith("#") and "=" not in row}
    known = set(re.findall(r"`([^`]+)`", text))
    rows = set(re.findall(r"`([^`]+)`", "\n".join(re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE))))
    wrong = [f"not described: {name}" for name in sorted(names - known)]
    return wrong + [f"in no weights file: {name}" for name in sorted(rows - names)]


def check_lists(source):
    text = (source / "gazetteers/README.md").read_text(encoding="utf-8")
    files = [path for path in sorted((source / "gazetteers").rglob("*")) if path.is_file() and path.suffix != ".md" and path.name != "meson.build"]
    return [f"not described: {path.name}" for path in files if f"`{path.name}`" not in text]


# ---- the whole ----


class Report:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def say(self, name, wrong, skip=None):
        self.count += 1
        self.failed += bool(wrong)
        note = f" # SKIP {skip}" if skip else ""
        print(f"{'not ok' if wrong else 'ok'} {self.count} - {name}{note}", flush=True)
        for line in wrong:
            print(f"# {line}", flush=True)


def check_blocks(name, lines, place, report, changes):
    blocks = read_blocks(lines)
    for i, block in enumerate(blocks):
        title = f"{name}:{block.first}"
        if block.language == "console":
            report.say(title, run_console(block, place, changes))
        elif block.language == "python":
            below = blocks[i + 1] if i + 1 < len(blocks) and blocks[i + 1].language == "text" else None
            missing = missing_module("\n".join(block.lines), place)
            wrong = [] if missing else run_python(block, below, place)
            report.say(title, wrong, f"there is no Python module {missing}" if missing else None)


def check_page(path, program, source, report, update):
    name = str(path.relative_to(source))
    lines = path.read_text(encoding="utf-8").splitlines()
    changes = [] if update else None
    with tempfile.TemporaryDirectory(prefix="relata-docs-") as root:
        place = Place(pathlib.Path(root).resolve(), program, source)
        check_blocks(name, lines, place, report, changes)
    report.say(f"{name}: links", check_links(path, lines))
    for first, count, printed in reversed(changes or []):
        lines[first:first + count] = printed
    if changes:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments):
    update = "--update" in arguments
    arguments = [argument for argument in arguments if argument != "--update"]
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    program, source = (pathlib.Path(argument).resolve() for argument in arguments)
    if not os.access(program, os.X_OK):
        print(f"Bail out! {program} is no program")
        return 2
    report = Report()
    for pattern in PAGES:
        for path in sorted(source.glob(pattern)):
            try:
                check_page(path, program, source, report, update)
            except (ValueError, OSError, subprocess.TimeoutExpired) as error:
                report.say(str(path.relative_to(source)), [f"{type(error).__name__}: {error}"])
    report.say("every kind of evidence is described", check_evidence(source))
    report.say("every list is described", check_lists(source))
    print(f"1..{report.count}")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
