#!/usr/bin/python3
"""The Python module, installed by pip into a virtual environment and tested there.

    run.py PROGRAM LIBRARY SOURCE_ROOT SANITIZERS C_COMPILER...

SANITIZERS is Meson's b_sanitize. Prints TAP. Needs Debian's python3-venv, python3-pip, python3-setuptools and python3-wheel; networkx
and pandas are the system's. Nothing is fetched from anywhere.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TIME_LIMIT = 200

RUN_TESTS = """
import json, sys, unittest
class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
    def tell(self, test, kind, detail=""):
        print(json.dumps([test.id(), kind, detail]), flush=True)
    def addSuccess(self, test):
        self.tell(test, "ok")
    def addSkip(self, test, reason):
        self.tell(test, "skip", reason)
    def addFailure(self, test, error):
        self.tell(test, "not ok", self._exc_info_to_string(error, test))
    addError = addFailure
    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.tell(subtest, "not ok", self._exc_info_to_string(error, test))
unittest.defaultTestLoader.discover(sys.argv[1], pattern=sys.argv[2]).run(Result())
"""


def make_environment(folder, root):
    """The interpreter of a virtual environment with the module in it, or what went wrong."""
    shutil.copytree(root / "python", folder / "checkout/python", ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
    (folder / "checkout/meson.build").touch()
    interpreter = folder / "environment/bin/python"
    for command in ([sys.executable, "-m", "venv", "--system-site-packages", folder / "environment"],
                    [interpreter, "-m", "pip", "install", "--quiet", "--no-index", "--no-build-isolation", "--no-deps",
                     "--disable-pip-version-check", folder / "checkout/python"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return None, done.stdout + done.stderr
    return interpreter, ""


def preload(sanitizers, compiler):
    """Python itself is built without sanitisers, so their library must be there before it. Leaks are not looked for: Python keeps much."""
    if sanitizers == "none":
        return {}
    libraries = [subprocess.run([*compiler, f"-print-file-name={name}"], capture_output=True, text=True, check=True).stdout.strip()
                 for name in ("libasan.so", "libubsan.so")]
    options = os.environ.get("ASAN_OPTIONS", "")
    return {"LD_PRELOAD": ":".join(libraries), "ASAN_OPTIONS": f"{options}:detect_leaks=0" if options else "detect_leaks=0"}


def main(arguments):
    if len(arguments) < 5:
        print(__doc__, file=sys.stderr)
        return 2
    program, library, root = (pathlib.Path(argument).absolute() for argument in arguments[:3])
    try:
        import ensurepip  # noqa: F401 pylint: disable=import-outside-toplevel,unused-import
        import setuptools  # noqa: F401 pylint: disable=import-outside-toplevel,unused-import
        import wheel  # noqa: F401 pylint: disable=import-outside-toplevel,unused-import
    except ImportError as error:
        print(f"1..0 # SKIP needs python3-venv, python3-pip, python3-setuptools and python3-wheel: {error}")
        return 0
    with tempfile.TemporaryDirectory(prefix="relata-venv-") as place:
        folder = pathlib.Path(place)
        interpreter, said = make_environment(folder, root)
        print(f"{'ok' if interpreter else 'not ok'} 1 - pip installs it")
        if interpreter is None:
            print("1..1\n" + "".join(f"# {line}\n" for line in said.splitlines()))
            return 1
        (folder / "checkout/build").mkdir()
        (folder / "checkout/build/src").symlink_to(library.parent)
        environment = {**os.environ, "RELATA_LIBRARY": str(library), "RELATA_GAZETTEERS": str(program.parent / "gazetteers"),
                       "RELATA_TEST_ROOT": str(root), "RELATA_TEST_CHECKOUT": str(folder / "checkout"), "RELATA_TEST_PROGRAM": str(program),
                       "RELATA_TEST_COMPILER": json.dumps(arguments[4:]), "PYTHONDONTWRITEBYTECODE": "1",
                       **preload(arguments[3], arguments[4:])}
        return run_tests(interpreter, environment, root)


def run_pattern(command, environment):
    """Whether it came to its end, and what it printed."""
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired as late:
        return False, (late.stdout or b"").decode("utf-8", "replace") + f"\nstopped after {TIME_LIMIT} s\n"
    return done.returncode == 0, done.stdout.decode("utf-8", "replace")


def run_tests(interpreter, environment, root):
    count, failed = 1, False
    for pattern in ("test_*.py", "layout.py"):
        ended, said = run_pattern([interpreter, "-c", RUN_TESTS, root / "tests/python", pattern], environment)
        results = [line for line in said.splitlines() if line.startswith("[")]
        for line in results:
            name, kind, detail = json.loads(line)
            count += 1
            failed = failed or kind == "not ok"
            print(f"{'not ok' if kind == 'not ok' else 'ok'} {count} - {name}{' # SKIP ' + detail if kind == 'skip' else ''}")
            if kind == "not ok":
                print("".join(f"# {line}\n" for line in detail.splitlines()), end="")
        count += 1
        ended = ended and bool(results)
        failed = failed or not ended
        print(f"{'ok' if ended else 'not ok'} {count} - {pattern}: all were run")
        if not ended:
            print("".join(f"# {line}\n" for line in said.splitlines()[-60:] if not line.startswith("[")), end="")
    print(f"1..{count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
