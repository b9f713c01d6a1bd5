"""The command line: reads standard input, writes standard output, and ends with 0 only when
every byte was verified. It needs Python and `cryptography`, and nothing else of ours.
"""

import argparse
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from sharing.age.armor import armored, dearmored
from sharing.age.errors import AgeError
from sharing.age.identities import read_identities, read_passphrase
from sharing.age.opening import decrypt
from sharing.age.payload import CHUNK
from sharing.age.sealing import encrypt
from sharing.age.stanza import Unwraps, Wraps
from sharing.age.x25519 import Identity, Recipient

FAILED, INTERRUPTED = 1, 130


def main(words: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(words)
    try:
        with open(sys.stdout.fileno(), "wb", closefd=False) as out:
            for part in _work(asked):
                out.write(part)
    except (AgeError, OSError) as error:
        return _said(_sentence(error), FAILED)
    except KeyboardInterrupt:
        return _said("interrupted", INTERRUPTED)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sharing.age", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("encrypt", help="for recipients, or under a passphrase")
    whom = write.add_mutually_exclusive_group(required=True)
    whom.add_argument("-r", "--recipient", action="append", metavar="RECIPIENT")
    whom.add_argument("-p", "--passphrase", type=Path, metavar="PASSPHRASE_FILE")
    write.add_argument("-a", "--armor", action="store_true", help="write text instead of bytes")
    read = commands.add_parser("decrypt", help="armor is recognised")
    key = read.add_mutually_exclusive_group(required=True)
    key.add_argument("-i", "--identity", type=Path, action="append", metavar="IDENTITY_FILE")
    key.add_argument("-p", "--passphrase", type=Path, metavar="PASSPHRASE_FILE")
    commands.add_parser("keygen", help="a new identity; its recipient stands in a comment")
    return parser


def _work(asked: argparse.Namespace) -> Iterable[bytes]:
    if asked.command == "keygen":
        return [_new_identity().encode("ascii")]
    if asked.command == "decrypt":
        return decrypt(dearmored(_input()), _identities(asked))
    parts = encrypt(_recipients(asked), _read(_input()))
    return armored(parts) if asked.armor else parts


def _input() -> io.BufferedReader:
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _recipients(asked: argparse.Namespace) -> list[Wraps]:
    if asked.passphrase:
        return [read_passphrase(asked.passphrase)]
    return [Recipient.parse(text) for text in asked.recipient]


def _identities(asked: argparse.Namespace) -> list[Unwraps]:
    if asked.passphrase:
        return [read_passphrase(asked.passphrase)]
    return [identity for path in asked.identity for identity in read_identities(path)]


def _read(stream: BinaryIO) -> Iterator[bytes]:
    while part := stream.read(CHUNK):
        yield part


def _new_identity() -> str:
    identity = Identity.generate()
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return f"# created: {created}\n# public key: {identity.recipient}\n{identity}\n"


def _sentence(error: Exception) -> str:
    """An error of the system is named by its kind and file, never by what was read."""
    if isinstance(error, OSError):
        return ": ".join(str(part) for part in (error.filename, error.strerror) if part)
    return str(error)


def _said(sentence: str, status: int) -> int:
    print(f"age: {sentence}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
