"""The structs, enumerations and functions of relata._types are those of the headers.

A C compiler says so: each type and each function is given to it in the words of relata._types, and ctypes' sizes and offsets beside
its own.
"""

import ctypes
import pathlib
import subprocess
import tempfile
import unittest

from relata import _types as t

import place

HEADERS = ["relata.h", "documents.h", "network.h", "time.h", "lookup.h", "store.h", "report.h", "gazetteer.h", "evaluate.h", "train.h"]


def source_of(structs, enums, functions):
    lines = [f"#include <relata/{name}>" for name in HEADERS]
    for struct, fields in structs.items():
        lines.append(f'_Static_assert(sizeof({struct}) == {ctypes.sizeof(t.TYPES[struct])}, "size of {struct}");')
        for field, kind in fields:
            offset = getattr(t.TYPES[struct], field).offset
            lines.append(f'_Static_assert(offsetof({struct}, {field}) == {offset}, "place of {struct}.{field}");')
            lines.append(f"_Static_assert(__builtin_types_compatible_p(__typeof__((({struct} *)0)->{field}), {kind}), "
                         f'"type of {struct}.{field}");')
    for enum, values in enums.items():
        lines.append(f'_Static_assert(sizeof({enum}) == {ctypes.sizeof(ctypes.c_int)}, "size of {enum}");')
        lines += [f'_Static_assert({name} == {value}, "{name}");' for value, name in enumerate(values)]
    for name, (result, *arguments) in functions.items():
        lines.append(f"extern {result} (*const check_{name})({', '.join(arguments) or 'void'});")
        lines.append(f"{result} (*const check_{name})({', '.join(arguments) or 'void'}) = {name};")
    for name, (result, *arguments) in t.CALLBACKS.items():
        if name.startswith("relata_"):
            lines.append(f"_Static_assert(__builtin_types_compatible_p({name}, {result} (*)({', '.join(arguments)})), \"{name}\");")
    return "\n".join(lines) + "\n"


def refusals(structs=t.STRUCTS, enums=t.ENUMS, functions=t.FUNCTIONS):
    """What the compiler says against it; "" if nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "layout.c")
        path.write_text(source_of(structs, enums, functions), "utf-8")
        done = subprocess.run([*place.COMPILER, "-std=gnu11", "-Wall", "-Werror", "-I", str(place.ROOT / "include"),
                               "-fsyntax-only", str(path)], capture_output=True, text=True, check=False)
        return done.stderr if done.returncode else ""


class Layout(unittest.TestCase):
    def test_all_is_as_in_the_headers(self):
        self.assertEqual(refusals(), "")

    def test_every_value_of_an_enumeration_is_known(self):
        headers = "".join((place.ROOT / "include/relata" / name).read_text("utf-8") for name in HEADERS)
        for enum, values in t.ENUMS.items():
            body = headers.split(f"typedef enum {enum} {{")[1].split("}")[0]
            self.assertEqual(body.count("RELATA_"), len(values), enum)

    def test_a_changed_struct_is_noticed(self):
        # ctypes has six fields of a document; if it had them in another order or of other types, these would differ.
        swapped = {"relata_document": [("id", "const char *"), ("title", "size_t"), *t.STRUCTS["relata_document"][2:]]}
        self.assertIn("type of relata_document.title", refusals(structs=swapped))
        was, t.TYPES["relata_document"] = t.TYPES["relata_document"], t.TYPES["relata_error"]
        try:
            self.assertIn("size of relata_document", refusals(structs={"relata_document": []}))
        finally:
            t.TYPES["relata_document"] = was

    def test_a_changed_signature_is_noticed(self):
        self.assertNotEqual(refusals(functions={"relata_version": ["size_t"]}), "")
        self.assertNotEqual(refusals(functions={"relata_engine_seal": ["relata_status", "relata_engine *"]}), "")

    def test_a_changed_enumeration_is_noticed(self):
        self.assertIn("RELATA_END", refusals(enums={"relata_status": ["RELATA_END", "RELATA_OK"]}))


if __name__ == "__main__":
    unittest.main()
