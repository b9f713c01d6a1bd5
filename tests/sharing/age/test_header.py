"""Each rule of the header, broken alone: the seal over it is right every time."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sharing import age
from sharing.age.header import HIGHEST_SIZE
from sharing.age.stanza import Stanza
from tests.sharing.age import forged
from tests.sharing.age.samples import IDENTITY, opened, released

GOOD = forged.stanza()
FIRST, BODY = GOOD.splitlines()
SHARE = FIRST.split(b" ")[2]
PAYLOAD = forged.payload(b"opened")
LONG_LINE = b"A" * 64 + b"\n"
POINT_ZERO = forged.text(bytes(32))


def body(length: int) -> bytes:
    return forged.text(bytes(length))


BROKEN: dict[str, bytes] = {
    "no stanza": b"",
    "an argument too many": FIRST + b" more\n" + BODY + b"\n",
    "an argument too few": b"-> X25519\n" + BODY + b"\n",
    "no kind": b"->\n\n" + GOOD,
    "an empty kind": b"-> \n\n" + GOOD,
    "two spaces": b"->  X25519 " + SHARE + b"\n" + BODY + b"\n",
    "a space at the end": FIRST + b" \n" + BODY + b"\n",
    "a tab": b"-> grease\t\n\n" + GOOD,
    "a letter outside ASCII": "-> grease é\n\n".encode() + GOOD,
    "another arrow": b"=> grease\n\n" + GOOD,
    "arrow and kind together": b"->grease\n\n" + GOOD,
    "a carriage return": FIRST + b"\r\n" + BODY + b"\r\n",
    "no body": b"-> grease\n" + GOOD,
    "no line after a full one": b"-> grease\n" + LONG_LINE + GOOD,
    "a line too long": b"-> grease\nAA" + LONG_LINE + b"\n" + GOOD,
    "a short line inside": b"-> grease\nAAAA\n" + LONG_LINE + b"\n" + GOOD,
    "padding": FIRST + b"\n" + BODY + b"=\n",
    "a body not canonical": FIRST + b"\n" + body(32)[:-1] + b"B\n",
    "a share not canonical": b"-> X25519 " + POINT_ZERO[:-1] + b"B\n" + BODY + b"\n",
    "a share too short": b"-> X25519 " + body(31) + b"\n" + BODY + b"\n",
    "a share too long": b"-> X25519 " + body(33) + b"\n" + BODY + b"\n",
    "a share of low order": b"-> X25519 " + POINT_ZERO + b"\n" + BODY + b"\n",
    "a wrapped key too long": FIRST + b"\n" + body(40) + b"\n",
    "a wrapped key too short": FIRST + b"\n" + body(31) + b"\n",
    "base64 of one letter": b"-> grease\nA\n" + GOOD,
    "the alphabet of addresses": b"-> grease\n-_-_\n" + GOOD,
    "a passphrase beside a key": GOOD + b"-> scrypt AAAA 1\n" + body(32) + b"\n",
    "two passphrases": (b"-> scrypt " + body(16) + b" 1\n" + body(32) + b"\n") * 2,
    "more than anybody writes": b"-> grease\n" + LONG_LINE * (HIGHEST_SIZE // 65) + b"\n" + GOOD,
}
HARMLESS: dict[str, bytes] = {
    "nothing else": GOOD,
    "a kind nobody knows": b"-> joint-oil\n\n" + GOOD,
    "arguments of every sign": b"-> ! ~ }{ #$%\nAAAA\n" + GOOD,
    "a full line and an empty one": b"-> grease x\n" + LONG_LINE + b"\n" + GOOD,
    "a stranger's stanza before": bytes(age.Identity.generate().recipient.wrap(bytes(16))) + GOOD,
    "another case is another kind": b"-> x25519 a b c\n\n" + GOOD,
}


@pytest.mark.parametrize("stanzas", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_others_may_put_there_does_no_harm(stanzas: bytes) -> None:
    assert released(forged.header(stanzas) + PAYLOAD) == (b"opened", None)


@pytest.mark.parametrize("stanzas", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_header_is_refused(stanzas: bytes) -> None:
    file = forged.header(stanzas) + PAYLOAD
    given, error = released(file)
    assert (given, type(error)) == (b"", age.Damaged)
    with pytest.raises(age.Damaged):
        opened(file)


@pytest.mark.parametrize(
    "version",
    [b"age-encryption.org/v2\n", b"age-encryption.org/v1 \n", b"age-encryption.org/v1\r\n",
     b"Age-encryption.org/v1\n", b"\nage-encryption.org/v1\n",
     b"\xef\xbb\xbfage-encryption.org/v1\n"],
)  # fmt: skip
def test_another_version_is_refused(version: bytes) -> None:
    given, error = released(forged.header(GOOD, version) + PAYLOAD)
    assert (given, type(error)) == (b"", age.Damaged)


def test_a_version_to_come_is_called_by_its_name() -> None:
    _, error = released(forged.header(GOOD, b"age-encryption.org/v2\n") + PAYLOAD)
    assert "age-encryption.org/v2" in str(error)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"\n--- ", b"\n---"), (b"\n--- ", b"\n---  "), (b"\n--- ", b"\n----"), (b"\n--- ", b"\n-- ")],
)
def test_the_line_of_the_seal_has_one_spelling(before: bytes, after: bytes) -> None:
    file = forged.header(GOOD).replace(before, after) + PAYLOAD
    assert type(released(file)[1]) is age.Damaged


@pytest.mark.parametrize("tail", [b"=", b" ", b"\r", b"A"])
def test_nothing_follows_the_seal_in_its_line(tail: bytes) -> None:
    file = forged.header(GOOD).removesuffix(b"\n") + tail + b"\n" + PAYLOAD
    assert type(released(file)[1]) is age.Damaged


def test_a_seal_by_another_key_is_refused() -> None:
    mine = forged.header(GOOD)
    seal = mine[mine.index(b"\n---") :]
    grease = b"-> grease\n\n"
    changed = mine.replace(seal, b"\n" + grease.removesuffix(b"\n") + seal)
    _, error = released(changed + PAYLOAD)
    assert str(error) == "the header was changed"


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31)])
def test_a_recipient_of_low_order_is_not_written_for(point: bytes) -> None:
    with pytest.raises(age.BadKey):
        age.encrypt([age.Recipient(point)], [])


def test_a_stanza_of_any_length_is_written_as_it_is_read() -> None:
    for length in (0, 1, 46, 47, 48, 49, 95, 96, 97):
        extra = bytes(Stanza("grease", ("a", "b"), bytes(length)))
        assert released(forged.header(extra + GOOD) + PAYLOAD) == (b"opened", None), length
        assert max(map(len, extra.splitlines())) <= 64


def test_no_ephemeral_key_serves_twice() -> None:
    shares = {IDENTITY.recipient.wrap(forged.FILE_KEY).arguments for _ in range(5)}
    assert len(shares) == 5
    ((share,), *_) = shares
    assert len(base64.b64decode(share + "=")) == len(
        X25519PrivateKey.generate().private_bytes_raw()
    )
