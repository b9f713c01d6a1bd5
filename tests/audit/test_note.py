"""Signed notes and checkpoints: the published example, round trips, and strictness."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from audit.checkpoint import TreeHead
from audit.merkle import EMPTY_ROOT
from audit.note import MalformedNote, Signer, UnverifiedNote, Verifier, open_note

# The example of the C2SP signed-note specification.
PUBLISHED_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PUBLISHED_NOTE = """This is an example message.

\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""  # noqa: E501
TEXT = "訪問を記録しました\n"


def another_signer(name: str = "other.example") -> Signer:
    return Signer(name, Ed25519PrivateKey.generate())


def test_the_published_example_opens_with_its_published_key() -> None:
    verifier = Verifier.parse(PUBLISHED_KEY)
    assert str(verifier) == PUBLISHED_KEY
    assert open_note(PUBLISHED_NOTE, [verifier]) == "This is an example message.\n"


def test_one_changed_letter_spoils_the_published_example() -> None:
    with pytest.raises(UnverifiedNote):
        open_note(PUBLISHED_NOTE.replace("message", "massage"), [Verifier.parse(PUBLISHED_KEY)])


def test_a_note_of_a_stranger_is_not_opened(signer: Signer) -> None:
    with pytest.raises(UnverifiedNote):
        open_note(another_signer().sign(TEXT), [signer.verifier])


def test_a_second_signature_by_a_stranger_is_ignored(signer: Signer) -> None:
    theirs = another_signer().sign(TEXT).removeprefix(TEXT + "\n")
    assert open_note(signer.sign(TEXT) + theirs, [signer.verifier]) == TEXT


def test_a_wrong_signature_by_a_known_key_spoils_a_good_one(signer: Signer) -> None:
    wrong = signer.sign("other text\n").removeprefix("other text\n\n")
    with pytest.raises(UnverifiedNote):
        open_note(signer.sign(TEXT) + wrong, [signer.verifier])


def test_empty_lines_belong_to_the_text(signer: Signer) -> None:
    text = "one\n\ntwo\n\n\n"
    assert open_note(signer.sign(text), [signer.verifier]) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n", "\n"),
        ("=\n", "\n"),
        ("=\n", "=="),
        ("\u2014 ", "- "),
        ("\u2014 ", "\u2014  "),
        ("This", "Th\tis"),
        ("This", "Th\ris"),
        ("example.com/foo", "example.com/\u3000foo"),
        ("example.com/foo", "example.com+foo"),
        ("Uw2Q", "Uw2Q\u00a0"),
        ("aQM=", "aQN="),
    ],
)
def test_anything_not_quite_a_note_is_refused(old: str, new: str) -> None:
    assert old in PUBLISHED_NOTE
    with pytest.raises(MalformedNote):
        open_note(PUBLISHED_NOTE.replace(old, new), [Verifier.parse(PUBLISHED_KEY)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/foo",
        PUBLISHED_KEY.replace("530d903a", "530D903A"),
        PUBLISHED_KEY.replace("530d903a", "530d903b"),
        PUBLISHED_KEY.replace("example.com/foo", "example.com/bar"),
        PUBLISHED_KEY.replace("+Aek", "+Bek"),
        PUBLISHED_KEY + "\n",
        PUBLISHED_KEY[:-4],
    ],
)
def test_anything_not_quite_a_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(MalformedNote):
        Verifier.parse(text)


@given(st.text(max_size=200))
def test_random_text_opens_nothing(text: str) -> None:
    with pytest.raises((MalformedNote, UnverifiedNote)):
        open_note(text, [Verifier.parse(PUBLISHED_KEY)])


@given(st.integers(min_value=0, max_value=2**62), st.binary(min_size=32, max_size=32))
def test_a_tree_head_survives_its_text(size: int, root: bytes) -> None:
    head = TreeHead("log.example/home-care", size, root)
    assert TreeHead.parse(head.text()) == head


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n-7\n"),
        ("\n7\n", "\n７\n"),
        ("\n7\n", "\n\n"),
        ("log.example", ""),
        ("=\n", "=\nextension\n"),
        ("=\n", "="),
        ("=\n", "\n"),
        ("47DE", ""),
    ],
)
def test_anything_not_quite_a_tree_head_is_refused(old: str, new: str) -> None:
    text = TreeHead("log.example", 7, EMPTY_ROOT).text()
    assert old in text
    with pytest.raises(MalformedNote):
        TreeHead.parse(text.replace(old, new))
