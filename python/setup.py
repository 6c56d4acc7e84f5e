"""Notes where the checkout lies that the module is installed from, so that it finds the library that was built
there."""

import pathlib

from setuptools import setup
from setuptools.command.build_py import build_py

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent


class BuildWithPlace(build_py):
    def run(self):
        super().run()
        if (CHECKOUT / "meson.build").is_file() and not getattr(self, "editable_mode", False):
            place = pathlib.Path(self.build_lib, "relata", "_checkout.py")
            place.write_text(f'"""Where the module was installed from."""\n\nCHECKOUT = {str(CHECKOUT)!r}\n', "utf-8")


setup(cmdclass={"build_py": BuildWithPlace})
