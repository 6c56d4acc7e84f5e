#!/usr/bin/env python3
"""Stores survive: a run that is killed at any moment leaves the store as it was before or as it is afterwards, and the next
run completes. So it is with a disk that is full, a second writer and a page that was overwritten.

usage: kill.py PROGRAM SOURCE_ROOT [TIMES [SEED]]

Prints TAP.
"""
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
COMPILED = pathlib.Path(PROGRAM).parent / "gazetteers"
TIMES = int(sys.argv[3]) if len(sys.argv) > 3 else 12
CHANCE = random.Random(sys.argv[4] if len(sys.argv) > 4 else "1")
NEWS = ROOT / "examples" / "news"
ENVIRONMENT = {**os.environ, "RELATA_GAZETTEERS": str(COMPILED), "LC_ALL": "C"}
count = failures = 0


def check(passed, what, detail=""):
    global count, failures
    count += 1
    failures += not passed
    print(f"{'ok' if passed else 'not ok'} {count} - {what}", flush=True)
    if not passed:
        print("\n".join(f"#   {line}" for line in str(detail)[:1500].split("\n")))


def run(*arguments, **more):
    return subprocess.run([PROGRAM, *map(str, arguments)], env=ENVIRONMENT, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          timeout=250, check=False, **more)


def state(store):
    """What the store says, whatever numbers it has for it."""
    with sqlite3.connect(store) as database:
        rows = [database.execute(question).fetchall() for question in (
            "SELECT id, hash FROM document ORDER BY id", "SELECT id, label, mentions FROM entity ORDER BY id",
            "SELECT one, other, count, evidence FROM pair ORDER BY one, other", "SELECT line FROM judgement ORDER BY line")]
    database.close()
    return rows


def kill_at(command, moment):
    """Kills the command after so many seconds; False if it was done before."""
    with subprocess.Popen([PROGRAM, *map(str, command)], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          stdin=subprocess.DEVNULL) as process:
        try:
            process.wait(moment)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True


def kill_often(place, name, start, command, store):
    """`start` makes a fresh folder; `command` works in it and leaves its result in `store`."""
    folder = place / "work"
    shutil.copytree(start, folder)
    began = time.monotonic()
    run(*command(folder))
    took, after = time.monotonic() - began, state(store(folder))
    shutil.rmtree(folder)
    before = state(store(start)) if store(start).exists() else None
    killed, wrong = 0, []
    for _ in range(TIMES):
        shutil.copytree(start, folder)
        killed += kill_at(command(folder), CHANCE.uniform(0, took * 1.1))
        if store(folder).exists():
            checked, now = run("check", "-g", store(folder)), state(store(folder))
            if checked.returncode != 0 or now not in (before, after):
                wrong.append(checked.stderr or "neither the state before nor the one after")
        elif before is not None:
            wrong.append("the store is gone")
        again = run(*command(folder))
        if again.returncode not in (0, 1) or state(store(folder)) != after:
            wrong.append(f"the next run does not complete: {again.returncode} {again.stderr}")
        left = [path.name for path in folder.glob("*.db?*")]
        if left and again.returncode == 0:
            wrong.append(f"the next run leaves {left}")
        shutil.rmtree(folder)
    check(killed and not wrong, f"{name}, killed {killed} of {TIMES} times at random moments, leaves what was before or after", "\n".join(wrong))


def check_kills(place):
    start = place / "start"
    start.mkdir()
    files = sorted(str(path) for path in NEWS.iterdir())
    run("build", "--quiet", "--store", start / "one.db", "-o", start / "one.json", *files[:4])
    run("build", "--quiet", "--store", start / "two.db", "-o", start / "two.json", *files[4:])
    kill_often(place, "add", start, lambda f: ["add", "--quiet", "-g", f / "one.db", *files[4:]], lambda f: f / "one.db")
    kill_often(place, "remove", start, lambda f: ["remove", "--quiet", "-g", f / "one.db", files[0], files[1]], lambda f: f / "one.db")
    kill_often(place, "judge", start, lambda f: ["judge", "--quiet", "-g", f / "one.db", "different", "Carney", "Mark Carney"],
               lambda f: f / "one.db")
    judged = place / "judged"
    shutil.copytree(start, judged)
    run("judge", "--quiet", "-g", judged / "one.db", "different", "Carney", "Mark Carney")
    kill_often(place, "forget", judged, lambda f: ["judge", "--quiet", "-g", f / "one.db", "--forget", "different", "Mark Carney", "Carney"],
               lambda f: f / "one.db")
    kill_often(place, "merge", start, lambda f: ["merge", "--quiet", f / "one.db", f / "two.db", "-o", f / "both.db"],
               lambda f: f / "both.db")
    kill_often(place, "build over a store", start, lambda f: ["build", "--quiet", "--store", f / "two.db", "-o", f / "two.json", *files[:4]],
               lambda f: f / "two.db")
    kill_often(place, "export", start, lambda f: ["export", "--quiet", "-g", f / "one.db", "-o", f / "out.json"], lambda f: f / "one.db")
    return start


def check_trouble(place, start):
    folder = place / "trouble"
    shutil.copytree(start, folder)
    store, file = folder / "one.db", sorted(NEWS.iterdir())[-1]
    before = state(store)
    with sqlite3.connect(store, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        reading = run("lookup", "-g", store, "--top", "0", "xi")
        check(reading.returncode == 0, "readers read while a writer works", reading.stderr)
        done = run("add", "--quiet", "-g", store, file)
        check(done.returncode == 1 and "another program is writing" in done.stderr, "a second writer waits, then says so", done.stderr)
        other.execute("ROLLBACK")
    other.close()
    limited = subprocess.run(["sh", "-c", 'ulimit -f 300; trap "" XFSZ; exec "$0" "$@"', PROGRAM, "add", "--quiet", "-g", str(store), str(NEWS)],
                             env=ENVIRONMENT, capture_output=True, text=True, check=False)
    check(limited.returncode == 1 and limited.stderr != "" and state(store) == before,
          "no room on the disk: an error, and the store is as it was", f"{limited.returncode} {limited.stderr}")
    content = bytearray(store.read_bytes())
    for page in range(8, len(content) // 4096, 3):
        content[page * 4096:page * 4096 + 40] = bytes(CHANCE.randrange(256) for _ in range(40))
    store.write_bytes(content)
    done = run("check", "-g", store)
    check(done.returncode == 1 and "damaged" in done.stderr, "overwritten pages are found", done.stderr)
    for command in (["lookup", "-g", store, "xi"], ["export", "-g", store, "-o", folder / "x.json"], ["add", "-g", store, file]):
        done = run(*command)
        check(done.returncode in (0, 1) and "Sanitizer" not in done.stderr, f"{command[0]} of a damaged store ends in order", done.stderr)
    store.write_bytes(b"no database at all, but as long as one" * 200)
    done = run("build", "--quiet", "--store", store, "-o", folder / "one.json", file)
    check(done.returncode == 1 and store.read_bytes().startswith(b"no database"), "a file that is no store is not replaced", done.stderr)


def main():
    place = pathlib.Path(tempfile.mkdtemp(prefix="relata-kill-"))
    try:
        check_trouble(place, check_kills(place))
    finally:
        shutil.rmtree(place)
    print(f"1..{count}")
    return 1 if failures else 0


sys.exit(main())
