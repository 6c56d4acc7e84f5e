"""Where the tests are run: what run.py says in the environment, and a folder with the examples."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(os.environ["RELATA_TEST_ROOT"])
PROGRAM = os.environ["RELATA_TEST_PROGRAM"]
COMPILER = json.loads(os.environ["RELATA_TEST_COMPILER"])
IS_SANITIZED = "LD_PRELOAD" in os.environ
NEWS = "examples/news"

_folder = tempfile.TemporaryDirectory(prefix="relata-python-")
FOLDER = pathlib.Path(_folder.name)
shutil.copytree(ROOT / "examples", FOLDER / "examples")
os.chdir(FOLDER)


def run(*arguments, expect=0):
    """What the program prints. It is run without the sanitisers' settings for Python."""
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, env=environment, cwd=FOLDER, check=False)
    if done.returncode != expect:
        raise AssertionError(f"{done.returncode}: {done.stderr.decode('utf-8')}")
    return done.stdout.decode("utf-8")


def lines(*arguments):
    return [json.loads(line) for line in run(*arguments).splitlines()]
