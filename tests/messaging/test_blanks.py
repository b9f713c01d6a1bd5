"""{Blanks} of phrases must be filled; whatever braces people write themselves is theirs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.blanks import blanks, known, unfilled
from messaging.phrases import PhraseUse, shipped, shipped_blanks
from sharing.vocabulary import Profession

PROFESSIONS = {
    "N": Profession.NURSE, "P": Profession.PHYSICIAN, "R": Profession.PHARMACIST,
    "C": Profession.CARE_MANAGER, "H": Profession.HELPER,
}  # fmt: skip


def test_ten_phrases_ship_for_each_of_five_professions() -> None:
    assert [one.id for one in shipped()] == [
        f"{letter}{number}" for letter in PROFESSIONS for number in range(1, 11)
    ]
    assert all(one.profession is PROFESSIONS[one.id[0]] for one in shipped())
    assert {one.purpose for one in shipped()} == set(PhraseUse)


def test_the_words_of_a_phrase_and_its_blanks() -> None:
    texts = {one.id: one.text for one in shipped()}
    assert texts["N2"] == "食事{割}割、水分{mL}mL。むせはみられません。"
    assert blanks(texts["N2"]) == ("割", "mL")
    assert blanks(texts["N1"]) == ()


def test_every_brace_of_a_shipped_phrase_belongs_to_a_blank() -> None:
    for one in shipped():
        assert not re.sub(r"\{[^{}]+\}", "", one.text).count("{"), one.id
        assert unfilled(one.text, shipped_blanks()) == tuple(f"{{{b}}}" for b in blanks(one.text))


@pytest.mark.parametrize(
    "text",
    ["{}", "{x}", "{{割}", "{{}}", "{0}", "${jndi:ldap://x}", "{ 割 }", "{割\n}", "割}", "{割",
     "{{constructor.constructor('alert(1)')()}}", "｛割｝", "{" * 1000, "{%s}", "{a}{b}"],
)  # fmt: skip
def test_braces_that_people_write_are_theirs(text: str) -> None:
    if "{割}" not in text:
        assert unfilled(text, shipped_blanks()) == ()


def test_a_blank_that_is_left_is_named_as_it_stands_and_once() -> None:
    assert unfilled("食事{割}割、{割}、{x}、水分{mL}mL", shipped_blanks()) == ("{割}", "{mL}")


@given(st.text())
def test_only_known_blanks_are_ever_named(text: str) -> None:
    assert set(unfilled(text, frozenset({"割"}))) <= {"{割}"}
    assert unfilled(text.replace("{", "").replace("}", ""), known([text])) == ()
