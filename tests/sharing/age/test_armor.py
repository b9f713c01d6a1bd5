"""Text armour: what the tool writes is read, and every other spelling is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing import age
from sharing.age.armor import BEGIN, END
from tests.sharing.age.samples import IDENTITY, released, sealed

DATA = b"a wound, 3 cm"
FILE = sealed(DATA)
TEXT = b"".join(age.armored([FILE]))
LINES = TEXT.splitlines()


def read(text: bytes) -> bytes:
    return age.dearmored(io.BufferedReader(io.BytesIO(text))).read()


def joined(*lines: bytes) -> bytes:
    return b"\n".join(lines) + b"\n"


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_armour_goes_both_ways(pieces: list[bytes]) -> None:
    text = b"".join(age.armored(pieces))
    assert read(text) == b"".join(pieces)
    assert text.startswith(BEGIN + b"\n")
    assert text.endswith(END + b"\n")
    assert all(len(line) == 64 for line in text.splitlines()[1:-2])


def test_what_is_not_armoured_is_left_alone() -> None:
    assert read(FILE) == FILE


READ: dict[str, bytes] = {
    "as it is written": TEXT,
    "no line end at the end": TEXT.removesuffix(b"\n"),
    "line ends of another system": TEXT.replace(b"\n", b"\r\n"),
    "white space around it": b"\n \t\r\n\n" + TEXT + b"  \n\n",
    "as much white space as may be": b"\n" * 1024 + TEXT + b" " * 1024,
}
REFUSED: dict[str, bytes] = {
    "words before": b"-hello\n" + TEXT,
    "words after": TEXT + b"hello\n",
    "words after much white space": TEXT + b" " * 1024 + b"hello",
    "another armour after": TEXT + TEXT,
    "too much white space before": b"\n" * 1025 + TEXT,
    "too much white space after": TEXT + b" " * 1025,
    "white space before the first line's words": b" " + TEXT,
    "white space after the first line's words": TEXT.replace(BEGIN, BEGIN + b" "),
    "white space after the last line's words": TEXT.replace(END, END + b" "),
    "another label": TEXT.replace(b"ENCRYPTED FILE", b"MESSAGE"),
    "small letters": TEXT.replace(b"AGE ENCRYPTED FILE", b"age encrypted file"),
    "labels that differ": TEXT.replace(END, END.replace(b"AGE", b"RAGE")),
    "no last line": joined(*LINES[:-1]),
    "a last line cut short": TEXT.removesuffix(b"-----\n"),
    "only the first line": BEGIN,
    "an empty line at the beginning": joined(BEGIN, b"", *LINES[1:]),
    "an empty line inside": joined(*LINES[:3], b"", *LINES[3:]),
    "an empty line at the end": joined(*LINES[:-1], b"", END),
    "a header line": joined(BEGIN, b"Comment: hello", b"", *LINES[1:]),
    "a checksum": joined(*LINES[:-1], b"=2wOb", END),
    "a short line inside": joined(BEGIN, LINES[1][:60], LINES[1][60:], *LINES[2:]),
    "a long line": joined(BEGIN, LINES[1] + LINES[2], *LINES[3:]),
    "a line a little too long": joined(BEGIN, LINES[1] + LINES[2][:4], LINES[2][4:], *LINES[3:]),
    "white space at a line's beginning": joined(BEGIN, b" " + LINES[1], *LINES[2:]),
    "white space at a line's end": joined(BEGIN, LINES[1] + b" ", *LINES[2:]),
    "padding inside": joined(BEGIN, LINES[1][:-1] + b"=", *LINES[2:]),
    "the alphabet of addresses": joined(BEGIN, b"-_" + LINES[1][2:], *LINES[2:]),
    "two line ends": TEXT.replace(b"\n", b"\r\r\n"),
    "nothing but white space": b" \n",
}


@pytest.mark.parametrize("text", READ.values(), ids=READ.keys())
def test_armour_is_read(text: bytes) -> None:
    assert read(text) == FILE


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_bad_armour_is_refused(text: bytes) -> None:
    assert text != TEXT
    with pytest.raises(age.Damaged):
        read(text)


def test_base64_in_armour_has_one_spelling() -> None:
    for size in (1, 2):
        text = b"".join(age.armored([bytes(size)]))
        for other in (text.replace(b"=", b""), text.replace(b"A=", b"B=")):
            assert other != text
            with pytest.raises(age.Damaged):
                read(other)


def test_nothing_is_given_out_before_the_last_line_was_seen() -> None:
    for size in (0, 10, age.CHUNK):
        text = b"".join(age.armored([sealed(bytes(size))]))
        for bad in (text.replace(END, b""), text + b"more"):
            stream = io.BufferedReader(io.BytesIO(bad))
            given, error = released(age.dearmored(stream), IDENTITY)
            assert (given, type(error)) == (b"", age.Damaged)
