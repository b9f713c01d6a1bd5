"""Names: harmless wherever they are written, and as they were given wherever they can be."""

import re
import unicodedata
from typing import Literal
from urllib.parse import unquote

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from messaging.attachments.names import MOST, NAMELESS, cleaned, disposition

KEPT = [
    "褥瘡 写真.jpg",
    "山田様（7月）.PDF",
    "🦶の写真①.heic",
    "👨‍👩‍👧.png",
    "a.tar.gz",
    "髙﨑.txt",
]
CLEANED = {
    "../../etc/passwd": "passwd",
    "C:\\photos\\wound.jpg": "wound.jpg",
    "": NAMELESS,
    "...": NAMELESS,
    " \u3000 ": NAMELESS,
    "\u202e": NAMELESS,
    ".htaccess": "htaccess",
    "con.txt": "_con.txt",
    "COM1": "_COM1",
    "console.txt": "console.txt",
    "a\0b\r\nc.txt": "ab c.txt",
    "photo\u202egpj.exe": "photogpj.exe",
    "a\u2066b\u200fc\ufeff.txt": "abc.txt",
    "a.txt. . ": "a.txt",
    'a"b<c>.txt': "a_b_c_.txt",
    "か\u3099.png": "が.png",
    "a\ud800.txt": "a.txt",
    "長" * 496 + ".png": "長" * 116 + ".png",
    "x" * 500: "x" * MOST,
}
ANY = st.text(st.characters(), max_size=300)


@pytest.mark.parametrize("name", KEPT)
def test_a_usual_name_stays(name: str) -> None:
    assert cleaned(name) == name


@pytest.mark.parametrize(("given_name", "made"), CLEANED.items())
def test_a_strange_name_is_cleaned(given_name: str, made: str) -> None:
    assert cleaned(given_name) == made


@given(ANY)
def test_every_name_is_harmless_and_cleaned_once(name: str) -> None:
    made = cleaned(name)
    assert 0 < len(made) <= MOST
    assert made == made.strip(" .")
    assert not {unicodedata.category(sign) for sign in made} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(made) & set('/\\<>:"|?*')
    assert unicodedata.is_normalized("NFC", made)
    made.encode()
    assert cleaned(made) == made


@given(ANY)
def test_every_header_gives_the_name_back(name: str) -> None:
    made = cleaned(name)
    for kind in ("attachment", "inline"):
        header = disposition(name, kind)
        assert header.isascii()
        assert header.isprintable()
        assert by_rule(header) == (kind, made)
        assert by_splitting(header) == made


def by_rule(header: str) -> tuple[str, str]:
    """RFC 6266 to the letter: the extended name where there is one, the quoted one otherwise."""
    found = re.fullmatch(
        r"(attachment|inline); filename=\"([ !#-\[\]-~]*)\""
        r"(?:; filename\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+))?",
        header,
    )
    assert found is not None
    kind, plain, exact = found.groups()
    return kind, plain if exact is None else unquote(exact, errors="strict")


def by_splitting(header: str) -> str:
    """As the careless do it: at every semicolon, without a thought of quotes."""
    fields = dict(field.strip().split("=", 1) for field in header.split(";")[1:])
    exact = fields.get("filename*", "")
    return unquote(exact.removeprefix("UTF-8''")) or fields["filename"].strip('"')


@pytest.mark.parametrize("name", ["a.txt", "褥瘡.jpg"])
@pytest.mark.parametrize("kind", ["attachment", "inline"])
def test_the_framework_would_write_it_no_other_way(
    name: str, kind: Literal["attachment", "inline"]
) -> None:
    theirs = content_disposition_header(kind == "attachment", name)
    assert theirs is not None
    assert theirs.rpartition("filename")[2].strip("*=") in disposition(name, kind).replace(
        "UTF-8", "utf-8"
    )
