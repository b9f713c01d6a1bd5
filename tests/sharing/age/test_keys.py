"""The texts of keys and passphrases: one spelling each, and a mistyped one is told at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing import age
from sharing.age import bech32, unpadded
from tests.sharing.age import forged
from tests.sharing.age.samples import IDENTITY, released, sealed

# The examples of the specification.
SECRET = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
PUBLIC = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
FAST = 2  # a work factor for tests


def test_the_example_of_the_specification() -> None:
    identity = age.Identity.parse(SECRET)
    assert (str(identity), str(identity.recipient)) == (SECRET, PUBLIC)
    assert identity == age.Identity(b"\x42" * 32)
    assert age.Recipient.parse(PUBLIC) == identity.recipient


def test_a_secret_is_not_shown_by_accident() -> None:
    identity = age.Identity.parse(SECRET)
    passphrase = age.Passphrase("open sesame")
    shown = f"{identity!r} {passphrase!r} {passphrase} {[identity]}"
    assert "GFPYY" not in shown.upper()
    assert "BBBB" not in shown
    assert "sesame" not in shown


# Of BIP 173, and of more than its 90 signs, which age allows.
@pytest.mark.parametrize(
    "text",
    ["A12UEL5L", "a12uel5l", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
     "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
     "?1ezyfcl"],
)  # fmt: skip
def test_good_bech32_is_read(text: str) -> None:
    prefix, data = bech32.decoded(text)
    assert bech32.encoded(prefix.lower(), data) == text.lower()


@pytest.mark.parametrize(
    "text",
    ["", "1", "age", "\x201nwldj5", "\x7f1axkwrx", "\x801eym55h", "pzry9x0s0muk", "1pzry9x0s0muk",
     "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee", "a12UEL5L", "K1qqqqqq",
     "de1lg7wt\xff", PUBLIC[:-1], PUBLIC + "q", PUBLIC.replace("zvk", "zvl"), PUBLIC + "\n",
     " " + PUBLIC, PUBLIC[:4].upper() + PUBLIC[4:]],
)  # fmt: skip
def test_bad_bech32_is_refused(text: str) -> None:
    with pytest.raises(age.BadKey):
        bech32.decoded(text)


@pytest.mark.parametrize(
    "values", [[0, 1], [0, 0, 0]], ids=["two bits that say something", "five bits too many"]
)
def test_bits_left_over_are_few_and_zero(values: list[int]) -> None:
    check = bech32._polymod([*bech32._expanded("age"), *values, *[0] * 6]) ^ 1
    values = values + [check >> 5 * (5 - place) & 31 for place in range(6)]
    with pytest.raises(age.BadKey, match="last bits"):
        bech32.decoded("age1" + "".join(bech32.ALPHABET[value] for value in values))


def test_a_sign_that_looks_like_a_letter_is_none() -> None:
    text = bech32.encoded("age-secret-key-", bytes(range(32))).upper()
    prefix, _, rest = text.rpartition("1")
    kelvin = prefix + "1" + rest.replace("K", "\N{KELVIN SIGN}")
    assert kelvin != text
    assert kelvin.lower() == text.lower()
    with pytest.raises(age.BadKey):
        bech32.decoded(kelvin)


@given(st.text("abcxyz-", min_size=1, max_size=20), st.binary(max_size=200))
def test_bech32_goes_both_ways(prefix: str, data: bytes) -> None:
    text = bech32.encoded(prefix, data)
    assert bech32.decoded(text) == (prefix, data)
    assert bech32.decoded(text.upper()) == (prefix.upper(), data)


@pytest.mark.parametrize("text", [PUBLIC.upper(), SECRET, bech32.encoded("age", bytes(31))])
def test_what_is_no_recipient(text: str) -> None:
    with pytest.raises(age.BadKey):
        age.Recipient.parse(text)


@pytest.mark.parametrize("text", [SECRET.lower(), PUBLIC, bech32.encoded("age", bytes(33)).upper()])
def test_what_is_no_identity(text: str) -> None:
    with pytest.raises(age.BadKey) as refused:
        age.Identity.parse(text)
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    ("prefix", "said"), [("age1pq", "hybrid"), ("age1tagpq", "plugin"), ("age1yubikey", "plugin")]
)
def test_another_kind_of_recipient_is_declined_by_name(prefix: str, said: str) -> None:
    with pytest.raises(age.Declined, match=said):
        age.Recipient.parse(bech32.encoded(prefix, bytes(1216)))


@pytest.mark.parametrize(
    ("prefix", "said"), [("age-secret-key-pq-", "hybrid"), ("age-plugin-yubikey-", "plugin")]
)
def test_another_kind_of_identity_is_declined_by_name(prefix: str, said: str) -> None:
    with pytest.raises(age.Declined, match=said):
        age.Identity.parse(bech32.encoded(prefix, bytes(32)).upper())


def test_a_file_for_hybrid_recipients_alone_says_so() -> None:
    file = forged.header(b"-> mlkem768x25519 AAAA\nAAAA\n") + forged.payload(b"")
    _, error = released(file)
    assert isinstance(error, age.Unopenable)
    assert "mlkem768x25519" in str(error)


@pytest.mark.parametrize(
    ("text", "data"),
    [(b"", b""), (b"Zg", b"f"), (b"Zm8", b"fo"), (b"Zm9v", b"foo"), (b"+/8", b"\xfb\xff")],
)
def test_base64_of_the_header(text: bytes, data: bytes) -> None:
    assert (unpadded.decoded(text), unpadded.encoded(data)) == (data, text)


@pytest.mark.parametrize(
    "text",
    [
        b"Zg==",
        b"Zg=",
        b"Zh",
        b"Zm9",
        b"Z",
        b"Zm9vZ",
        b"Zm 9v",
        b"Zm9v\n",
        b"-_8",
        b"Zg\xff",
        b"=",
        b"====",
    ],
)
def test_base64_has_one_spelling(text: bytes) -> None:
    with pytest.raises(age.Damaged):
        unpadded.decoded(text)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_keys_have_thirty_two_bytes(length: int) -> None:
    with pytest.raises(age.BadKey):
        age.Identity(bytes(length))
    with pytest.raises(age.BadKey):
        age.Recipient(bytes(length))


def test_a_passphrase_opens_what_it_sealed_and_no_other_does() -> None:
    file = sealed(b"data", [age.Passphrase("朝霧", FAST)])
    assert released(file, age.Passphrase("朝霧")) == (b"data", None)
    for wrong in (age.Passphrase("朝霧 "), IDENTITY):
        given, error = released(file, wrong)
        assert (given, type(error)) == (b"", age.Unopenable)


def test_a_passphrase_stands_alone() -> None:
    for others in ([IDENTITY.recipient], [age.Passphrase("b", FAST)]):
        with pytest.raises(ValueError, match="beside"):
            age.encrypt([age.Passphrase("a", FAST), *others], [])


def test_a_passphrase_is_not_empty_and_its_work_has_bounds() -> None:
    with pytest.raises(age.BadKey):
        age.Passphrase("")
    for factor in (0, 21):
        with pytest.raises(ValueError, match="work factor"):
            age.Passphrase("a", factor)


@pytest.mark.parametrize("factor", ["21", "64", "1" * 5000])
def test_a_strangers_file_may_not_cost_more_than_the_limit(factor: str) -> None:
    file = sealed(b"data", [age.Passphrase("a", FAST)])
    given, error = released(file.replace(b" 2\n", f" {factor}\n".encode(), 1), age.Passphrase("a"))
    assert (given, type(error)) == (b"", age.Declined)


@pytest.mark.parametrize("factor", ["02", "+2", "0", "-2", "2.0", "0x2", "2a", "", "２", "2 2"])
def test_a_work_factor_has_one_spelling(factor: str) -> None:
    file = sealed(b"data", [age.Passphrase("a", FAST)])
    given, error = released(file.replace(b" 2\n", f" {factor}\n".encode(), 1), age.Passphrase("a"))
    assert (given, type(error)) == (b"", age.Damaged)


@pytest.mark.parametrize(
    "line",
    ["-> scrypt", "-> scrypt AAAAAAAAAAAAAAAAAAAAAA", "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 2 more",
     "-> scrypt AAAAAAAAAAAAAAAAAAAA 2", "-> scrypt AAAAAAAAAAAAAAAAAAAAAAAA 2",
     "-> scrypt AAAAAAAAAAAAAAAAAAAAAB 2", "-> scrypt AAAAAAAAAAAAAAAAAAAAAA== 2"],
)  # fmt: skip
def test_the_stanza_of_a_passphrase_has_one_shape(line: str) -> None:
    body = forged.text(bytes(32))
    file = forged.header(line.encode() + b"\n" + body + b"\n") + forged.payload(b"")
    given, error = released(file, age.Passphrase("a"))
    assert (given, type(error)) == (b"", age.Damaged)


def test_the_key_wrapped_under_a_passphrase_has_one_length() -> None:
    for length in (31, 33, 48):
        body = forged.text(bytes(length))
        stanza = b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 2\n" + body + b"\n"
        file = forged.header(stanza) + forged.payload(b"")
        assert type(released(file, age.Passphrase("a"))[1]) is age.Damaged
