"""The exported log: one JSON object a line, written by `export`, read by `verify`. Pure.

First `{"kind": "log", "version": 1}`, then leaves by index with each checkpoint after the last
leaf it covers, then `{"kind": "end"}`, without which the file is cut.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from audit.note import MalformedNote, decode_base64, encode_base64

_VERSION = 1


class MalformedLine(ValueError):
    """Not a line of an exported log."""


class Content(StrEnum):
    """What the export holds of a leaf's event."""

    SEALED = "sealed"  # not opened for this export
    OPENED = "opened"
    ERASED = "erased"  # its key is gone for good
    UNREADABLE = "unreadable"  # it does not open, or is not what the leaf commits to
    ABSENT = "absent"  # there is no such row


@dataclass(frozen=True, slots=True)
class LogStart:
    pass


@dataclass(frozen=True, slots=True)
class LogEnd:
    pass


@dataclass(frozen=True, slots=True)
class LeafLine:
    """One place in the log; `commitment` is None when the leaf's row is absent."""

    index: int
    leaf: int
    commitment: bytes | None
    content: Content
    opened: bytes = b""


@dataclass(frozen=True, slots=True)
class CheckpointLine:
    note: str


Line = LogStart | LeafLine | CheckpointLine | LogEnd


def dump(line: Line) -> str:
    """One line, without its newline."""
    return json.dumps(_fields(line), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Line:
    try:
        fields = json.loads(text)
        return _line(fields)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise MalformedLine("not a line of an exported log") from error


def _fields(line: Line) -> dict[str, object]:
    match line:
        case LogStart():
            return {"kind": "log", "version": _VERSION}
        case LogEnd():
            return {"kind": "end"}
        case CheckpointLine(note):
            return {"kind": "checkpoint", "note": note}
        case LeafLine(index, leaf, commitment, content, opened):
            fields: dict[str, object] = {
                "kind": "leaf",
                "index": index,
                "leaf": leaf,
                "commitment": None if commitment is None else encode_base64(commitment),
                "content": content.value,
            }
            return fields | ({"opened": encode_base64(opened)} if opened else {})


def _line(fields: dict[str, object]) -> Line:
    match fields:
        case {"kind": "log", "version": 1}:
            return LogStart()
        case {"kind": "end"}:
            return LogEnd()
        case {"kind": "checkpoint", "note": str(note)}:
            return CheckpointLine(note)
        case {"kind": "leaf", "index": int(index), "leaf": int(leaf), "content": str(content)}:
            commitment, opened = fields["commitment"], fields.get("opened", "")
            return LeafLine(
                index,
                leaf,
                None if commitment is None else _bytes(commitment),
                Content(content),
                _bytes(opened),
            )
    raise MalformedLine("not a line of an exported log")


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise MalformedNote("base64 is text")
    return decode_base64(value)
