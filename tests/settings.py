"""The settings of an installation, less what only slows tests down."""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

_open = ExitStack()
atexit.register(_open.close)
SCRATCH = Path(_open.enter_context(tempfile.TemporaryDirectory(prefix="tsunagi-tests-")))
os.environ["DEPLOYMENT"] = "demo"
os.environ["TSUNAGI_DATA"] = str(SCRATCH / "data")
os.environ["KEYRING"] = "test0001:dGhlc2UgYXJlIDMyIGJ5dGVzIGZvciB0ZXN0cyEhMDE="
os.environ["HOSTS"] = "localhost,127.0.0.1,testserver"
for name in ("KEYRING_FILE", "DATABASE_URL", "REDIS_URL", "SECRET_KEY_FILE"):
    os.environ.pop(name, None)

if os.environ.get("TEST_DATABASE") == "postgres":
    from tests import servers

    _server = _open.enter_context(servers.postgres())
    os.environ["DATABASE_URL"] = _server.url()

from config.catalogues import compile_all  # noqa: E402
from config.settings import *  # noqa: E402, F403 -- a settings module is its names
from config.settings import BASE_DIR, DATABASES  # noqa: E402 -- named, to be changed below

TESTING = True
STATIC_ROOT = SCRATCH  # nothing is collected: the names stay plain
PASSWORD_HASHERS = ["tests.hashers.Quick"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since a database in memory cannot be shared by threads and servers.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("FULL", "OFF")

compile_all(BASE_DIR)  # a fresh checkout has none
