"""Our server with nothing behind it: `python -m tests.bench.bare_pages --port N FILE`.

PATCH takes a body and throws it away, GET hands out the file: what uploads and attachments are
compared with.
"""

# Importing Daphne's server first installs Twisted's asyncio reactor.
from config.serving.server import PageServer  # isort: skip
import argparse
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import django
from django.conf import settings

from config.serving.doors import plain_door
from config.serving.pages import pages


def bare(file: Path) -> WSGIApplication:
    size = file.stat().st_size

    def application(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "PATCH":
            environ["wsgi.input"].read()
            start("204 No Content", [])
            return []
        headers = [("Content-Length", str(size)), ("Content-Type", "application/octet-stream")]
        start("200 OK", headers)
        handed: Iterable[bytes] = environ["wsgi.file_wrapper"](file.open("rb"), 0)
        return handed

    return application


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    parser.add_argument("file", type=Path)
    options, _others = parser.parse_known_args()
    settings.configure(DATABASES={}, LOGGING_CONFIG=None)
    django.setup()
    door = plain_door(pages(bare(options.file)), "127.0.0.1", options.port)
    server = PageServer(
        door.application,
        door.endpoints,
        ready=lambda: print(f"listening on 127.0.0.1:{options.port}", flush=True),
    )
    server.run()


if __name__ == "__main__":
    main()
