"""Two spellings of one name find each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.kana import fold, is_kana


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("やまだ はな", "ヤマダ　ハナ"),
        ("ﾔﾏﾀﾞﾊﾅ", "やまだはな"),
        ("ぐえんてぃらん", "グエン・ティ・ラン"),
        ("高崎吉男", "髙﨑 𠮷男"),
        ("ＣＡＦＥ", "cafe"),
        ("きようこ", "キョウコ"),
        ("よしえ", "ヨシヱ"),
        ("ヴァン", "ゔあん"),
        ("か\u3099", "ガ"),
        ("000-0000-0001", "００００００００００１"),
    ],
)
def test_two_spellings_fold_to_one(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(("one", "other"), [("はな", "ばな"), ("佐藤", "左藤"), ("おお", "おー")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@settings(max_examples=500)
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_reading_is_kana_of_any_width() -> None:
    assert is_kana("ヤマダ ハナ")
    assert is_kana("ﾔﾏﾀﾞ　ﾊﾅ")
    assert is_kana("ぐえん・てぃ・らん")
    assert not is_kana("山田")
    assert not is_kana("")
