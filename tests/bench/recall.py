"""Compares searches with a plain scan: `python -m tests.bench.recall SEED QUERIES`."""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    # Only now, when the settings are there, can models be imported.
    importlib.import_module("tests.bench.recalling").compare(*map(int, sys.argv[1:]))
