"""The vectors of the format's authors: outside data, not kept here."""

import csv
import io
import os
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from sharing import age
from sharing.age.stanza import Unwraps

REPOSITORY = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("TSUNAGI_SHARED_DATA", REPOSITORY.parent / "shared" / "data")) / "age"
TABLE = FOLDER / "expected.tsv"


@dataclass(frozen=True)
class Vector:
    name: str
    expect: str
    payload_sha256: str  # of everything a reader may have been given

    @classmethod
    def all(cls) -> list[Self]:
        if not TABLE.is_file():
            return []
        with TABLE.open(newline="") as table:
            rows = csv.DictReader(table, delimiter="\t")
            return [cls(row["name"], row["expect"], row["payload_sha256"]) for row in rows]

    @property
    def hybrid_keys(self) -> list[str]:
        return [key for key in self._values("identity") if key.startswith("AGE-SECRET-KEY-PQ-1")]

    @property
    def identities(self) -> list[Unwraps]:
        """All but the hybrid ones, which are declined by name."""
        plain = [key for key in self._values("identity") if key not in self.hybrid_keys]
        phrases = [age.Passphrase(text) for text in self._values("passphrase")]
        return [*map(age.Identity.parse, plain), *phrases]

    def stream(self) -> io.BufferedReader:
        body = self._parts[1]
        plain = zlib.decompress(body) if self._values("compressed") else body
        return io.BufferedReader(io.BytesIO(plain))

    def _values(self, name: str) -> list[str]:
        lines = (line.partition(": ") for line in self._parts[0].decode().split("\n"))
        return [value for key, _, value in lines if key == name]

    @cached_property
    def _parts(self) -> tuple[bytes, bytes]:
        head, _, body = (FOLDER / self.name).read_bytes().partition(b"\n\n")
        return head, body
