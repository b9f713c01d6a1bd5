"""The text of a checkpoint after C2SP tlog-checkpoint: origin, size, root. Pure."""

import re
from dataclasses import dataclass
from typing import Self

from audit.merkle import HASH_BYTES
from audit.note import MalformedNote, decode_base64, encode_base64

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TreeHead:
    """What a log promises: its first `size` leaves have this root, for ever."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads a note's text; we write no extension lines and accept none.

        A signed line that nobody checks could say anything.
        """
        lines = text.split("\n")
        if len(lines) != 4 or lines[3]:
            raise MalformedNote("a checkpoint has three lines")
        origin, size, encoded_root = lines[:3]
        if not origin or _SIZE.fullmatch(size) is None:
            raise MalformedNote("not a checkpoint")
        root = decode_base64(encoded_root)
        if len(root) != HASH_BYTES:
            raise MalformedNote("a root has 32 bytes")
        return cls(origin, int(size), root)
