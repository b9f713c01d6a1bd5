"""How the words of an entry and of a search become comparable."""

import random
import unicodedata

import pytest

from messaging.content import Words
from messaging.excerpt import excerpt
from messaging.folding import fold_words, folded_text, pieces, terms
from patients.answers import parse
from tests.load.library import DRUGS, FINDINGS, written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ｱﾑﾛｼﾞﾋﾟﾝ", "アムロジピン"),
        ("アムロジピン", "あむろじぴん"),
        ("フロセミド 20mg", "ﾌﾛｾﾐﾄﾞ２０㎎"),
        ("か\u3099", "が"),
        ("e\u0301", "é"),
        ("한글", unicodedata.normalize("NFD", "한글")),
        ("シャワー", "しやわー"),
        ("髙橋", "高橋"),
        ("葛\U000e0100城", "葛城"),
        ("頸部", "頚部"),
        ("囊胞", "嚢胞"),
        ("瘦せ", "痩せ"),
        ("SpO₂", "ＳＰＯ２"),
        ("36.5℃", "３６．５°C"),
        ("1,000 mL", "1000ml"),
        ("血圧・脈拍", "血圧 脈拍"),
        ("あ\u200bい", "あい"),
        ("②", "2"),
    ],
)
def test_two_ways_of_writing_are_one_word(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.5mg", "15mg"), ("36.5", "365"), ("120/80", "12080"), ("ビール", "ビル"), ("+1", "-1")],
)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert fold_words(one) != fold_words(other)


def test_folding_again_changes_nothing_and_every_piece_has_its_place() -> None:
    chance = random.Random(7)  # noqa: S311 - a repeatable choice
    signs = [*"".join((*FINDINGS, *DRUGS)), *"ｶﾞﾊﾟーゃッＡａ１.．,、。 \n\t()①㎎℃\u3099\u0301髙é🙂"]
    for _case in range(300):
        text = "".join(chance.choices(signs, k=40))
        folded = fold_words(text)
        assert "".join(piece for piece, _start, _end in pieces(text)) == folded
        places = [(start, end) for _piece, start, end in pieces(text)]
        assert places == sorted(places)
        assert all(start < end <= len(text) for start, end in places)


def test_a_search_is_cut_at_spaces_of_any_width_and_says_each_word_once() -> None:
    assert set(terms("褥瘡　踵部 褥瘡\t20 mg")) == {"褥瘡", "踵部", "20", "mg"}
    assert terms(" ・ 、") == ()
    assert terms("浮腫 ふろせみど")[0] == "ふろせみど", "the longest is looked for first"


def test_parts_are_kept_apart() -> None:
    words = Words("右踵に", soap={"s": "褥瘡", "o": "", "a": "", "p": ""})
    assert folded_text(words) == "右踵に\n褥瘡"


def test_what_was_chosen_in_a_form_is_searched_in_the_words_of_the_form() -> None:
    answers = {"overall": {"value": "unchanged"}, "care": {"value": ["bed-bath"]}}
    form = parse({"questionnaire": "visit-note", "version": 1, "answers": answers}, complete=False)
    folded = folded_text(Words("本文", form=form))
    assert fold_words("全身清拭") in folded
    assert "bed-bath" not in folded


def test_what_was_found_is_marked_where_it_was_written() -> None:
    words = Words("朝は\nｱﾑﾛｼﾞ ﾋﾟﾝ 5㎎、夕はなし。")
    found = excerpt(words, terms("アムロジピン 5mg"))
    assert [text for text, marked in found.runs() if marked] == ["ｱﾑﾛｼﾞ ﾋﾟﾝ", "5㎎"]
    assert "\n" not in found.text


def test_a_long_text_is_cut_around_the_first_place() -> None:
    found = excerpt(Words("あ" * 500 + "褥瘡" + "い" * 500), terms("褥瘡"))
    assert found.text.startswith("…あ")
    assert found.text.endswith("い…")
    assert [text for text, marked in found.runs() if marked] == ["褥瘡"]


def test_every_mark_folds_to_a_word_that_was_looked_for() -> None:
    chance = random.Random(11)  # noqa: S311
    for _case in range(200):
        text, word = written(chance), chance.choice((*FINDINGS, *DRUGS))
        marked = [run for run, is_marked in excerpt(Words(text), terms(word)).runs() if is_marked]
        holds = fold_words(word) in fold_words(text)
        assert bool(marked) == holds
        assert all(fold_words(word) in fold_words(run) for run in marked)
