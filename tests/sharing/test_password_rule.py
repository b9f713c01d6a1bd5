"""Which passwords are refused."""

import pytest

from sharing.password_rule import weakness

KNOWN = ["sato", "佐藤", "美咲", "さとう みさき", "Kirisawa Nagomi"]


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "tjf8Kw2mQz0x",
        "つなぎつなぎつなぎつなぎ",
        "a" * 201,
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "summer2026summer2026",
        "1234567890123",
        "9876543210987",
        "password12345678",
        "P@ssw0rdP@ssw0rd",
        "ＰＡＳＳＷＯＲＤ１２３４５６",
        "qwertyuiop1234567",
        "zxcvbnm,./asdfghjkl",
        "1qaz2wsx3edc4rfv",
        "あいうえおかきくけこさしす",
        "たていすかんなにらせたていす",
        "つなぎつなぎつなぎつなぎつなぎ",
        "tsunagi-tsunagi-2026",
        "sato-misaki-1990",
        "佐藤美咲佐藤美咲佐藤美咲2026",
        "Kirisawa-nagomi-2026",
        "twelve\x00letters and more",
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    assert weakness(password, [*KNOWN, "misaki"]) is not None


@pytest.mark.parametrize(
    "password",
    [
        "tjf8Kw2mQz0xv",
        "correct horse battery",
        "雨の日は 青い傘と 長靴で",
        "とてもながいはいくのような文",
        "onlysmallletterswithoutsense",
        "t" * 3 + "jf8Kw2mQz0xvPq",
    ],
)
def test_no_rule_of_composition_refuses_a_good_one(password: str) -> None:
    assert weakness(password, KNOWN) is None
