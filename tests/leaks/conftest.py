"""The town of the walk, for what is tried on rows and headers."""

from tests.walk.conftest import _founded, town

__all__ = ["_founded", "town"]
