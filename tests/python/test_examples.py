"""The scripts of examples/python say what is expected. RELATA_TEST_UPDATE=1 writes what they say now."""

import os
import subprocess
import sys
import unittest

import place

CASES = {
    "names": ["Xi met Carney in 😀 Busan.", "Nobody was there.", "Meng Wanzhou left Vancouver."],
    "brokers": [place.NEWS],
}


class Examples(unittest.TestCase):
    def test_scripts(self):
        for name, arguments in CASES.items():
            done = subprocess.run([sys.executable, place.ROOT / "examples/python" / f"{name}.py", *arguments], cwd=place.FOLDER,
                                  env={**os.environ, "PYTHONIOENCODING": "utf-8"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  text=True, encoding="utf-8", check=False)
            path = place.ROOT / "tests/examples" / f"{name}.py.expected"
            if os.environ.get("RELATA_TEST_UPDATE"):
                path.write_text(done.stdout, "utf-8")
            self.assertEqual(done.stdout, path.read_text("utf-8"))
            self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
