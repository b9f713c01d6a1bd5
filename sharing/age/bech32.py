"""Bech32 as age spells its keys: BIP 173 without a limit of length."""

from collections.abc import Iterable, Iterator

from sharing.age.errors import BadKey

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECKSUM = 6
PRINTABLE = range(33, 127)


def encoded(prefix: str, data: bytes) -> str:
    """Lower case; the text of a secret key is this, in capitals."""
    values = _fives(data)
    check = _polymod([*_expanded(prefix), *values, *[0] * CHECKSUM]) ^ 1
    values += [check >> 5 * (CHECKSUM - 1 - place) & 31 for place in range(CHECKSUM)]
    return prefix + "1" + "".join(ALPHABET[value] for value in values)


def decoded(text: str) -> tuple[str, bytes]:
    """The prefix, in the case it was written in, and the data. Raises BadKey."""
    if not text.isascii():
        raise BadKey("a sign in it never stands in a key")
    if text not in (text.lower(), text.upper()):
        raise BadKey("a key is written in capitals or in small letters, not both")
    prefix, _, rest = text.rpartition("1")
    if not prefix or len(rest) < CHECKSUM or any(ord(sign) not in PRINTABLE for sign in prefix):
        raise BadKey("this is not the text of a key")
    values = [ALPHABET.find(sign) for sign in rest.lower()]
    if -1 in values:
        raise BadKey("a sign in it never stands in a key")
    if _polymod([*_expanded(prefix.lower()), *values]) != 1:
        raise BadKey("its check digits are wrong: mistyped or cut short")
    return prefix, bytes(_eights(values[:-CHECKSUM]))


def _expanded(prefix: str) -> list[int]:
    return [*(ord(sign) >> 5 for sign in prefix), 0, *(ord(sign) & 31 for sign in prefix)]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check


def _fives(data: bytes) -> list[int]:
    """Groups of five bits, the last one filled up with zeros."""
    bits = len(data) * 8
    padding = -bits % 5
    number = int.from_bytes(data, "big") << padding
    return [number >> shift & 31 for shift in range(bits + padding - 5, -1, -5)]


def _eights(fives: list[int]) -> Iterator[int]:
    number = held = 0
    for value in fives:
        number, held = (number << 5 | value) & 0xFFF, held + 5
        if held >= 8:
            held -= 8
            yield number >> held & 0xFF
    if held >= 5 or number & ((1 << held) - 1):
        raise BadKey("its last bits are not zero")
