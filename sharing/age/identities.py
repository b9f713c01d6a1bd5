"""Files that hold identities or a passphrase, as people keep them."""

from collections.abc import Iterator
from pathlib import Path

from sharing.age.errors import BadKey, Declined
from sharing.age.passphrase import Passphrase
from sharing.age.x25519 import Identity


def read_identities(path: Path) -> list[Identity]:
    """One a line; empty lines and lines that begin with # say nothing. Raises BadKey, OSError."""
    identities = list(_identities(_text(path)))
    if not identities:
        raise BadKey("the identity file holds no identity")
    return identities


def read_passphrase(path: Path) -> Passphrase:
    """The whole file but for the line's end. Raises BadKey, OSError."""
    return Passphrase(_text(path).removesuffix("\n").removesuffix("\r"))


def _identities(text: str) -> Iterator[Identity]:
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield _identity(number, stripped)


def _identity(number: int, line: str) -> Identity:
    """The message names the line and never repeats it."""
    try:
        return Identity.parse(line)
    except (BadKey, Declined) as error:
        raise type(error)(f"line {number} of the identity file: {error}") from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise BadKey("the key file is not text") from None
