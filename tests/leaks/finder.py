"""Looks for a text in bytes, in every coat it might wear there."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus


def coats(text: str) -> Iterator[tuple[str, bytes]]:
    """UTF-8, UTF-16, JSON escapes, percent signs, hex, and base64 at each of its alignments."""
    data = text.encode()
    escaped = json.dumps(text)[1:-1]
    yield "UTF-8", data
    yield "UTF-16LE", text.encode("utf-16-le")
    yield "UTF-16BE", text.encode("utf-16-be")
    yield "JSON", escaped.encode()
    yield "JSON in capitals", _capital(escaped).encode()
    yield "percent", quote(text, safe="").encode()
    yield "percent, small", quote_plus(text).lower().encode()
    yield "hex", data.hex().encode()
    yield "HEX", data.hex().upper().encode()
    for alignment in range(3):
        yield f"base64 at {alignment}", _base64(data, alignment)
        yield f"base64url at {alignment}", _base64(data, alignment).translate(_URL_SAFE)


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def _capital(escaped: str) -> str:
    head, *rest = escaped.split("\\u")
    return "\\u".join([head, *(part[:4].upper() + part[4:] for part in rest)])


def _base64(data: bytes, alignment: int) -> bytes:
    """The letters that stand for this text alone, whatever comes before and after it."""
    encoded = base64.b64encode(b"\0" * alignment + data)
    first = (0, 2, 3)[alignment]
    bits = (alignment + len(data)) * 8
    return encoded[first : bits // 6]


def found(texts: Mapping[str, str], places: Mapping[str, Iterable[bytes]]) -> list[str]:
    """Which text lies where, in which coat. Never the text itself: this is printed."""
    sought = [(name, coat, needle) for name, text in texts.items() for coat, needle in coats(text)]
    return [
        f"{name} as {coat} in {place}"
        for place, contents in places.items()
        for data in contents
        for name, coat, needle in sought
        if needle in data
    ]
