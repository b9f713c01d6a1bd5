"""The town of the walk, for what is tried on rows and headers; installations, for files."""

from tests.load.fixtures import templates
from tests.walk.conftest import _files, _founded, _opened, town

__all__ = ["_files", "_founded", "_opened", "templates", "town"]
