"""The installations of tests.load."""

from tests.load.fixtures import installation, on_sqlite, postgres, templates

__all__ = ["installation", "on_sqlite", "postgres", "templates"]
