"""What a generation says of itself: the list that a restore and a drill hold it against. Pure."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Self

import orjson

VERSION = 1
NAME = re.compile(r"(files|uploads)/[0-9a-f]{2}/[0-9a-f-]{36}/[a-z0-9-]+\.age")
DIGEST = re.compile(r"[0-9a-f]{64}")


class NoManifest(ValueError):
    """Not a manifest, or one of a later version than we know."""


@dataclass(frozen=True)
class Kept:
    """A file of the storage, as ciphertext: `header` is the digest of its first part, by which
    its row knows it; all digests in hexadecimal."""

    name: str
    size: int
    sha256: str
    header: str

    def __post_init__(self) -> None:
        """No name leads anywhere but into the storage and onto the shelf."""
        whole = DIGEST.fullmatch(self.sha256) and DIGEST.fullmatch(self.header)
        if not whole or not NAME.fullmatch(self.name):
            raise NoManifest("a file with an impossible name")


@dataclass(frozen=True)
class Tree:
    """The log's tree under its newest checkpoint; `note` is "" before there is one."""

    size: int
    root: str
    note: str


@dataclass(frozen=True)
class Manifest:
    """`keys` are ids of keys in the keyring; `missing` names files that could not be saved;
    `seal_key` is wrapped by the keyring."""

    stamp: str
    seal_key: str
    vendor: str
    server: str
    migrations: tuple[str, ...]
    counts: Mapping[str, int]
    tree: Tree
    epoch: int
    keys: tuple[str, ...]
    files: tuple[Kept, ...]
    missing: tuple[str, ...]

    def dump(self) -> bytes:
        return orjson.dumps({"version": VERSION, **asdict(self)}, option=orjson.OPT_SORT_KEYS)

    @classmethod
    def load(cls, data: bytes) -> Self:
        try:
            fields = orjson.loads(data)
            if fields.pop("version") != VERSION:
                raise NoManifest("made by a later version of this software")
            return cls(**_typed(fields))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NoManifest("not a manifest") from error

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def digest(self) -> bytes:
        return sha256(self.dump()).digest()


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        **fields,
        "migrations": tuple(fields["migrations"]),
        "tree": Tree(**fields["tree"]),
        "keys": tuple(fields["keys"]),
        "files": tuple(Kept(**one) for one in fields["files"]),
        "missing": tuple(fields["missing"]),
    }
