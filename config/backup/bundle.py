"""A generation as one age file: a tar stream of manifest, database in parts, and a seal.

The seal is over manifest and database (`config.backup.seal`).
"""

import io
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import BinaryIO, Literal, cast

from config.backup.manifest import Manifest, NoManifest
from sharing import age

MANIFEST, PART, SEAL = "manifest.json", "database/", "seal"
PART_BYTES = 4 * 1024 * 1024
LARGEST_MANIFEST = 512 * 1024 * 1024


class Unsealed(Exception):
    """The stream opened, but it is no generation of ours."""


def _tar(stream: object, mode: Literal["r|", "w|"]) -> tarfile.TarFile:
    """Of a stream no more is asked than `read` or `write`. Lives as long as who holds it."""
    return tarfile.open(fileobj=cast(BinaryIO, stream), mode=mode)


class Writer:
    """Manifest first, then the database, then the seal over both."""

    def __init__(self, file: BinaryIO, recipients: Sequence[age.Recipient]) -> None:
        self._sealer = age.Sealer(file, recipients)
        self._tar = _tar(self._sealer, "w|")

    def write(self, manifest: Manifest, database: Iterable[bytes]) -> bytes:
        """Returns the digest that `finish` must seal."""
        self._add(MANIFEST, manifest.dump())
        digest = sha256(manifest.digest())
        for number, part in enumerate(_parts(database)):
            self._add(f"{PART}{number:06d}", part)
            digest.update(part)
        return digest.digest()

    def finish(self, seal: bytes) -> None:
        self._add(SEAL, seal)
        self._tar.close()
        self._sealer.close()

    def _add(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self._tar.addfile(member, io.BytesIO(data))


def _parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= PART_BYTES:
            yield bytes(waiting[:PART_BYTES])
            del waiting[:PART_BYTES]
    if waiting:
        yield bytes(waiting)


class Reader:
    """Reads once, from the beginning to the end.

    Raises `age.AgeError` for what does not open or is cut short, `Unsealed` for anything else.
    """

    def __init__(self, file: BinaryIO, identities: Sequence[age.Identity]) -> None:
        self.seal = b""
        self._stream = _Stream(age.decrypt(file, identities))
        try:
            self._tar = _tar(self._stream, "r|")
            self.manifest = Manifest.load(self._expected(MANIFEST))
        except (tarfile.TarError, NoManifest) as error:
            raise Unsealed(str(error)) from error
        self._digest = sha256(self.manifest.digest())

    @property
    def digest(self) -> bytes:
        """What the seal must be of, once `database` was read to its end."""
        return self._digest.digest()

    def database(self) -> Iterator[bytes]:
        """The dump; when it has ended, every byte of the file was verified."""
        try:
            while (member := self._tar.next()) is not None:
                data = self._content(member)
                if member.name == SEAL:
                    self.seal = data
                else:
                    self._digest.update(data)
                    yield data
        except tarfile.TarError as error:
            raise Unsealed(str(error)) from error
        self._stream.drain()
        if not self.seal:
            raise Unsealed("the seal is not there")

    def _expected(self, name: str) -> bytes:
        member = self._tar.next()
        if member is None or member.name != name:
            raise Unsealed("not a generation of a backup")
        return self._content(member)

    def _content(self, member: tarfile.TarInfo) -> bytes:
        file = self._tar.extractfile(member)
        if file is None or self.seal or member.size > LARGEST_MANIFEST:
            raise Unsealed("something that does not belong there")
        return file.read()


class _Stream:
    """Pieces as a file that can only be read on."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and (more := next(self._pieces, b"")):
            self._rest += more
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken

    def drain(self) -> None:
        for _piece in self._pieces:
            pass
