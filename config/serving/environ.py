"""Translates an ASGI request into the WSGI environment that Django's handler reads (PEP 3333)."""

import io
import sys
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIEnvironment

from asgiref.typing import HTTPScope

from config.serving.detached import Detached

PLAIN = {"CONTENT_TYPE", "CONTENT_LENGTH"}
# HTTP_PROXY would be taken for the variable that directs outgoing requests (httpoxy).
DROPPED = {"PROXY", "TRANSFER_ENCODING"}


def environ_of(scope: HTTPScope, body: bytes) -> WSGIEnvironment:
    """Text holds bytes decoded as Latin-1, as PEP 3333 demands; Django decodes the UTF-8 in it."""
    server_name, server_port = scope["server"] or ("localhost", None)
    client_name, client_port = scope["client"] or ("", 0)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        # Never the root path of the scope: Daphne would take it from a header anyone can send.
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server_name,
        "SERVER_PORT": str(server_port or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client_name,
        "REMOTE_PORT": str(client_port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": Detached,
    }
    environ.update(headers_of(scope["headers"]))
    environ["CONTENT_LENGTH"] = str(len(body)) if body else environ.get("CONTENT_LENGTH", "")
    return environ


def headers_of(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers under their WSGI names; what came several times is one value."""
    merged: dict[str, str] = {}
    for name, value in headers:
        word = name.decode("latin-1").upper().replace("-", "_")
        if word in DROPPED:
            continue
        key = word if word in PLAIN else f"HTTP_{word}"
        text = value.decode("latin-1")
        if key in merged:
            text = merged[key] + ("; " if word == "COOKIE" else ",") + text
        merged[key] = text
    return merged
