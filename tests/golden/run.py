#!/usr/bin/env python3
"""Golden tests: runs the program as a user would and compares everything it says with what is written down.

    run.py PROGRAM SOURCE_ROOT [--update] [NAME...]

A case is a file SOURCE_ROOT/tests/golden/cases/NAME.case: some words about it, then sections that begin with "== ".

    == file NAME             a file to create, its lines below; folders in NAME are made
    == file NAME escaped     the same, written with \\n, \\xff and so on; the lines are joined without line breaks
    == skip root             not for root, to whom every file is readable (other conditions: see CONDITIONS)
    == command               lines for sh
    == exit N                the exit code
    == stdout                what is expected, line by line
    == stderr

Each case runs in a fresh folder, in which the command `relata` is PROGRAM. $PROGRAM is its path, $SOURCE that of the
source tree. The gazetteers are those beside the program.

In what is expected, <seconds> stands for an elapsed time, <words> for what a library underneath says in words of its
own, <folder> for the path of the case's folder, a line "*" for any number of lines, and a last line "\\ No newline" for
text that does not end in a line break. --update writes what the program says now into the cases (sections that match
are left alone); read the difference before you keep it.
"""

import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TIME_LIMIT = 60
PLACEHOLDERS = {"<seconds>": r"\d+\.\d\d", "<words>": ".+"}
NO_NEWLINE = "\\ No newline"
CONDITIONS = {
    "root": (lambda: os.geteuid() == 0, "root may read every file"),
    "no-full-device": (lambda: not os.path.exists("/dev/full"), "there is no /dev/full"),
}


class Section:
    def __init__(self, words):
        self.words = words
        self.lines = []


class Case:
    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.prose = []
        self.sections = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                self.sections.append(Section(line[3:].split()))
            elif self.sections:
                self.sections[-1].lines.append(line)
            else:
                self.prose.append(line)
        for kind in ("command", "exit", "stdout", "stderr"):
            if len(self.all(kind)) != 1:
                raise ValueError(f"{path}: there must be one section \"{kind}\"")
        known = {"file", "skip", "command", "exit", "stdout", "stderr"}
        for section in self.sections:
            if section.words[0] not in known:
                raise ValueError(f"{path}: unknown section \"{section.words[0]}\"")

    def all(self, kind):
        return [section for section in self.sections if section.words[0] == kind]

    def one(self, kind):
        return self.all(kind)[0]

    def skip_reason(self):
        for section in self.all("skip"):
            holds, reason = CONDITIONS[section.words[1]]
            if holds():
                return reason
        return None

    def save(self):
        lines = list(self.prose)
        for section in self.sections:
            lines.append("== " + " ".join(section.words))
            lines += section.lines
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


class Result:
    def __init__(self, code, stdout, stderr):
        self.code = code
        self.stdout = stdout
        self.stderr = stderr


def write_files(case, folder):
    for section in case.all("file"):
        path = folder / section.words[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        if "escaped" in section.words[2:]:
            text = "".join(section.lines)
            path.write_bytes(text.encode("utf-8").decode("unicode_escape").encode("latin-1"))
        else:
            path.write_text("".join(line + "\n" for line in section.lines), encoding="utf-8")


def to_lines(output, folder):
    text = output.decode("utf-8", "backslashreplace").replace(str(folder), "<folder>")
    lines = text.split("\n")
    if lines[-1] == "":
        return lines[:-1]
    return lines + [NO_NEWLINE]


def run_case(case, program, source):
    # The program's link is beside the case's folder, not in it: a case may want its folder empty.
    with tempfile.TemporaryDirectory(prefix="relata-golden-") as place:
        place = pathlib.Path(place).resolve()
        commands, folder = place / "bin", place / "case"
        commands.mkdir()
        folder.mkdir()
        (commands / "relata").symlink_to(program)
        write_files(case, folder)
        environment = {
            "LC_ALL": "C",
            "HOME": str(folder),
            "PATH": f"{commands}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "PROGRAM": str(program),
            "SOURCE": str(source),
            "RELATA_GAZETTEERS": str(program.resolve().parent / "gazetteers"),
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                environment[name] = os.environ[name]
        done = subprocess.run(["sh", "-c", "\n".join(case.one("command").lines)], cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT, check=False)
        return Result(done.returncode, to_lines(done.stdout, folder), to_lines(done.stderr, folder))


def line_matches(expected, line):
    pattern = re.escape(expected)
    for name, meaning in PLACEHOLDERS.items():
        pattern = pattern.replace(re.escape(name), meaning)
    return re.fullmatch(pattern, line) is not None


def matches(expected, lines):
    """True if the lines are those expected; a "*" takes as few as it can."""
    at, star, resume = 0, None, 0
    i = 0
    while i < len(lines):
        if at < len(expected) and expected[at] == "*":
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
    return all(line == "*" for line in expected[at:])


def differences(case, result):
    found = []
    code = case.one("exit").words[1]
    if code != str(result.code):
        found.append(f"exit code {result.code}, expected {code}")
    for kind, lines in (("stdout", result.stdout), ("stderr", result.stderr)):
        expected = case.one(kind).lines
        if not matches(expected, lines):
            found += difflib.unified_diff(expected, lines, f"{kind} expected", f"{kind} printed", lineterm="")
    return found


def update(case, result):
    case.one("exit").words[1:] = [str(result.code)]
    for kind, lines in (("stdout", result.stdout), ("stderr", result.stderr)):
        section = case.one(kind)
        if not matches(section.lines, lines):
            section.lines = [re.sub(r"\b\d+\.\d\d s\b", "<seconds> s", line) for line in lines]
    case.save()


def main(arguments):
    updating = "--update" in arguments
    arguments = [argument for argument in arguments if argument != "--update"]
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    program, source = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
    if not os.access(program, os.X_OK):
        print(f"Bail out! {program} is no program")
        return 2
    paths = sorted((source / "tests/golden/cases").glob("*.case"))
    if arguments[2:]:
        paths = [path for path in paths if path.stem in arguments[2:]]
    print(f"1..{len(paths)}", flush=True)
    failed = 0
    for number, path in enumerate(paths, 1):
        try:
            case = Case(path)
            reason = case.skip_reason()
            if reason is not None:
                print(f"ok {number} - {case.name} # SKIP {reason}", flush=True)
                continue
            result = run_case(case, program, source)
            if updating:
                update(case, result)
            found = differences(case, result)
        except (ValueError, KeyError, IndexError, OSError, subprocess.TimeoutExpired) as error:
            found = [f"{type(error).__name__}: {error}"]
        print(f"{'not ok' if found else 'ok'} {number} - {path.stem}", flush=True)
        for line in found:
            print(f"# {line}", flush=True)
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
