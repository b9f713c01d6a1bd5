"""Fills the rooms of a seeded installation: `python -m tests.bench.shelves ONE ALL`.

The first member of the first room is on every team. That room gets ONE entries, the others the
rest of ALL, evenly.
"""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    # Only now, when the settings are there, can models be imported.
    importlib.import_module("tests.bench.shelving").shelve(*map(int, sys.argv[1:]))
