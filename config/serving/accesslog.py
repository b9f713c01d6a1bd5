"""One line of JSON for each request and socket: what was asked and how it ended, never for whom."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TextIO

UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[a-z][a-z0-9_.-]{0,59}")


def masked(path: str) -> str:
    """A path as its route looks: ids and numbers named, anything but plain words hidden."""
    segments = path.split("?", 1)[0].split("/")
    return "/".join(masked_segment(segment) for segment in segments)


def masked_segment(segment: str) -> str:
    if not segment or WORD.fullmatch(segment):
        return segment
    if UUID.fullmatch(segment):
        return "{id}"
    return "{number}" if NUMBER.fullmatch(segment) else "{…}"


def access_log(stream: TextIO) -> Callable[[str, str, dict[str, Any]], None]:
    """An action logger for the server; the address of the client and the query stay out."""

    def write(protocol: str, action: str, details: dict[str, Any]) -> None:
        line: dict[str, object] = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "event": f"{protocol}-{action}",
        }
        if "method" in details:
            line["method"] = details["method"][:10]
        line["path"] = masked(details["path"])
        if "status" in details:
            line["status"] = details["status"]
        if "time_taken" in details:
            line["ms"] = round(details["time_taken"] * 1000)
        with suppress(OSError, ValueError):  # a closed pipe must not stop the server
            # In one write with its end: other threads print beside, also into a stream unbuffered.
            stream.write(f"{json.dumps(line, ensure_ascii=False)}\n")
            stream.flush()

    return write
