"""The search finds what is planted, in each coat; otherwise finding nothing would say nothing."""

import base64
import json
from urllib.parse import quote

import pytest

from tests.leaks.finder import coats, found

PLANTED = {"ascii": "CANARYplanted", "japanese": "金糸雀の印"}
AROUND = (b"", b"a", b"ab", b"abc", b"\x00\xff\x10\x80")


@pytest.mark.parametrize("text", PLANTED.values())
@pytest.mark.parametrize("before", AROUND)
@pytest.mark.parametrize("after", AROUND)
def test_a_planted_text_is_found_in_every_coat(text: str, before: bytes, after: bytes) -> None:
    data = before + text.encode() + after
    for coated in (
        data,
        data.hex().encode(),
        data.hex().upper().encode(),
        base64.b64encode(data),
        base64.urlsafe_b64encode(data),
        b"xx" + text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        json.dumps({"a": text}).encode(),
        json.dumps({"a": text}, ensure_ascii=False).encode(),
        quote(f"a b{text}/?").encode(),
    ):
        assert found({"planted": text}, {"here": [coated]}), coated


def test_nothing_is_found_where_nothing_is() -> None:
    other = "別の文章 and other words " * 50
    assert found(PLANTED, {"here": [coat for _, coat in coats(other)]}) == []


def test_the_report_does_not_repeat_the_text() -> None:
    report = found(PLANTED, {"here": [b"..CANARYplanted.."]})
    assert report
    assert "CANARYplanted" not in " ".join(report)
