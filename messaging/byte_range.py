"""Which bytes of a file a request asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Unsatisfiable(Exception):
    """Nothing of the file lies in the range."""


@dataclass(frozen=True)
class ByteRange:
    """From `start` to before `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def header(self, size: int) -> str:
        return f"bytes {self.start}-{self.end - 1}/{size}"


def requested(header: str, size: int) -> ByteRange | None:
    """One range; None where there is none, or one we need not understand: then all is sent.

    Raises `Unsatisfiable`.
    """
    match = ONE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        found = ByteRange(max(0, size - int(last)), size)
    else:
        found = ByteRange(int(first), min(int(last) + 1, size) if last else size)
        if last and int(last) < int(first):
            return None
    if found.start >= size or found.length <= 0:
        raise Unsatisfiable
    return found
