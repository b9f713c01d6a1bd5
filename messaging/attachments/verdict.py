"""The verdict on a file: what it is, or why it is not taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from messaging.vocabulary import AttachmentKind


class Refusal(StrEnum):
    """Why a file is not taken; the labels say what to do about it."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    QUOTA_PERSON = "quota-person"  # the room for somebody's files is used up
    QUOTA_ORGANIZATION = "quota-organization"
    UNREADABLE = "unreadable"  # truncated, damaged, or not what its first bytes say
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_HEAVY = "too-heavy"  # more time or memory than one file may have
    ENCRYPTED = "encrypted"
    SCRIPTED = "scripted"  # a document that does something when it is opened
    ENCLOSING = "enclosing"  # a document with other files in it
    FORM = "form"  # XFA: what it shows is made by a programme
    NOT_TEXT = "not-text"
    INFECTED = "infected"
    CHECKSUM = "checksum"  # not what the device said it would send
    DAMAGED = "damaged"  # its pieces do not open any more
    INTERRUPTED = "interrupted"  # looking at it was cut off again and again
    TOO_LARGE_TO_SCAN = "too-large-to-scan"
    PAGE = "page"  # HTML and its relatives
    DRAWING = "drawing"  # SVG
    OFFICE = "office"
    ARCHIVE = "archive"
    PROGRAM = "program"
    OTHER_PICTURE = "other-picture"
    OTHER_FILM = "other-film"
    SOUND = "sound"
    UNKNOWN = "unknown"


class Refused(Exception):
    """The file is not taken; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Facts:
    """What is known of a file that was taken; sizes are as shown, after orientation.

    `pages` is None but for documents, `seconds` (rounded up) but for films, and there it is None
    when the film does not say. `taken_at` is in the zone the camera wrote, Tokyo if it wrote none.
    """

    kind: AttachmentKind
    media_type: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    seconds: int | None = None
    taken_at: datetime | None = None

    def dump(self) -> dict[str, str | int | None]:
        """As JSON takes it."""
        return {
            "kind": self.kind.value,
            "media_type": self.media_type,
            "width": self.width,
            "height": self.height,
            "pages": self.pages,
            "seconds": self.seconds,
            "taken_at": self.taken_at.isoformat() if self.taken_at else None,
        }

    @classmethod
    def load(cls, said: Mapping[str, Any]) -> "Facts":
        """The reverse of `dump`; Any: values of JSON."""
        taken_at = said["taken_at"]
        return cls(
            kind=AttachmentKind(said["kind"]),
            media_type=said["media_type"],
            width=said["width"],
            height=said["height"],
            pages=said["pages"],
            seconds=said["seconds"],
            taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
        )
