#!/usr/bin/python3
"""Every JSON that the program writes follows its schema in docs/schemas/, and every schema says exactly what is written.

    run.py PROGRAM SOURCE_ROOT

outputs.py is the table of outputs. A schema that forbids what is written, allows what is not described, or describes what
nothing writes is a failure; that these would be noticed is tried on schemas and outputs that were made wrong. Prints TAP. Needs
Debian's python3-jsonschema.
"""

import copy
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP needs python3-jsonschema")
    sys.exit(0)

sys.dont_write_bytecode = True
import outputs  # noqa: E402
import walk  # noqa: E402

ENDING = ".schema.json"
TIME_LIMIT = 120
count = failures = 0


def check(wrong, what):
    global count, failures
    count += 1
    failures += bool(wrong)
    print(f"{'not ok' if wrong else 'ok'} {count} - {what}", flush=True)
    for line in wrong[:20]:
        print(f"# {line}")


def skip(what, reason):
    global count
    count += 1
    print(f"ok {count} - {what} # SKIP {reason}")


# ---- running the program ----

def make_files(folder, root):
    shutil.copytree(root / "examples", folder / "examples")
    shutil.copy(root / "examples/news/2025-10-30-busan.txt", folder / "again.txt")
    for name, content in outputs.FILES.items():
        if not isinstance(content, str):
            content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in content)
        (folder / name).write_text(content, "utf-8")


class Runner:
    def __init__(self, program, root, folder):
        self.program, self.folder = program, folder
        self.shared = root.parent / "shared"
        self.environment = {**os.environ, "RELATA_GAZETTEERS": str(program.parent / "gazetteers"), "LC_ALL": "C"}
        self.done = {}

    def run(self, arguments, code, given=""):
        """Standard output, and the files in out/; each command is run once."""
        if arguments not in self.done:
            words = [word.replace("SHARED", str(self.shared)) for word in arguments.split()]
            done = subprocess.run([str(self.program), *words], cwd=self.folder, env=self.environment, capture_output=True,
                                  input=given.encode("utf-8"), timeout=TIME_LIMIT, check=False)
            if done.returncode != code:
                raise RuntimeError(f"exit code {done.returncode}: {done.stderr.decode(errors='replace')}")
            written = {str(path.relative_to(self.folder)): path.read_text("utf-8") for path in self.folder.glob("out/**/*.json")}
            self.done[arguments] = (done.stdout.decode("utf-8"), written)
        return self.done[arguments]

    def values(self, row):
        if row.before:
            self.run(row.before, 0)
        printed, written = self.run(row.arguments, row.code, row.given)
        text = written[row.file] if row.file else printed
        return [json.loads(line) for line in text.splitlines()] if row.lines else [json.loads(text)]


# ---- schemas that say too little or too much ----

def refusals(schema, values):
    """What is wrong with the values, in words."""
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
            for value in values for error in validator.iter_errors(value)]


def never_written(name, schema, values):
    seen = set().union(*(walk.used(schema, value) for value in values))
    return sorted("/".join((*map(str, location), key)) for location, key in walk.described(schema) - seen
                  if (name, key) not in outputs.NOT_SHOWN)


def small(schema, values):
    """Few values, short ones, that show all that the values show."""
    seen, kept = set(), []
    for value in values:
        uses = walk.used(schema, value)
        if not kept or not uses <= seen:
            kept.append(walk.reduced(schema, value, seen))
            seen |= uses
    return kept


def wrong_schemas(schema, shown):
    """Schemas with one slip each, all of which some value shows."""
    for location, key in sorted(shown, key=str):
        if key == "*":
            continue
        for slip in ("missing", "type"):
            wrong = copy.deepcopy(schema)
            properties = walk.at(wrong, location)["properties"]
            if slip == "missing":
                del properties[key]
            else:
                properties[key] = {"const": "nothing has this value"}
            yield f"{slip}: {'/'.join(map(str, location))} {key}", wrong


def wrong_values(schema, value, location=()):
    """The value with one slip each: something more, something less, something else."""
    location = walk.branch(schema, location, value)
    part = walk.at(schema, location)
    if isinstance(value, dict) and part.get("additionalProperties") is False:
        yield {**value, "surplus": 1}
        yield from ({other: value[other] for other in value if other != key} for key in part.get("required", []))
    for key, inside, child in walk.children(schema, location, value):
        for wrong in [[{"surplus": 1}], *wrong_values(schema, child, inside)]:
            changed = copy.copy(value)
            changed[key] = wrong
            yield changed


def check_mistakes(name, schema, values):
    kept = small(schema, values)
    shown = set().union(*(walk.used(schema, value) for value in kept))
    missed = [what for what, wrong in wrong_schemas(schema, shown) if not refusals(wrong, kept)]
    check(missed, f"{name}: a slip in the schema is noticed")
    validator = jsonschema.Draft202012Validator(schema)
    accepted = [json.dumps(wrong)[:300] for value in kept for wrong in wrong_values(schema, value) if validator.is_valid(wrong)]
    check(accepted, f"{name}: a slip in the output is noticed")
    more = copy.deepcopy(schema)
    more.setdefault("properties", {})["surplus"] = {"type": "string"}
    check([] if never_written(name, more, kept) else ["it is not"], f"{name}: a property that nothing writes is noticed")


# ---- the whole ----

def check_schema(name, schema, rows, runner):
    jsonschema.Draft202012Validator.check_schema(schema)
    wrong = [f"{word}: tests/schemas/walk.py does not know this word" for word in sorted(walk.unknown_keywords(schema))]
    check(wrong + ([] if rows else ["tests/schemas/outputs.py has no row for it"]), f"{name}: is a schema that has outputs")
    values = []
    for row in rows:
        what = f"{name}: relata {row.arguments}{f' ({row.file})' if '/slices/' in row.file else ''}"
        if row.shared and not (runner.shared / "news").is_dir():
            skip(what, "shared/news is not there")
            continue
        try:
            new = runner.values(row)
        except (RuntimeError, ValueError) as error:
            check([str(error)], what)
            continue
        check(refusals(schema, new) if new else ["it writes nothing"], what)
        values += new
    check(never_written(name, schema, values), f"{name}: all that is described is written")
    check_mistakes(name, schema, values)


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    program, root = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
    schemas = {path.name.removesuffix(ENDING): json.loads(path.read_text("utf-8"))
               for path in sorted((root / "docs/schemas").glob("*" + ENDING))}
    unknown = {row.schema for row in outputs.OUTPUTS} - set(schemas)
    check(sorted(unknown), "every output has a schema")
    with tempfile.TemporaryDirectory(prefix="relata-schemas-") as folder:
        make_files(pathlib.Path(folder), root)
        runner = Runner(program, root, pathlib.Path(folder))
        for name, schema in schemas.items():
            check_schema(name, schema, [row for row in outputs.OUTPUTS if row.schema == name], runner)
    print(f"1..{count}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
