"""Puts a film into the first room of a seeded installation: `python -m tests.bench.reel MEGABYTES`.

Prints its id. It is put into the vault directly: a gigabyte is more than a person may send.
"""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    # Only now, when the settings are there, can models be imported.
    print(importlib.import_module("tests.bench.reeling").reel(int(sys.argv[1])))
