"""Films: every place blanked, every sample where it was, and no bytes that confuse the reader."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messaging.attachments.film import examined
from messaging.attachments.verdict import Facts, Refusal, Refused
from sharing import clock
from tests import servers
from tests.messaging.attachments import films
from tests.messaging.attachments.files import Bytes, taken, verdict
from tests.messaging.attachments.heif import box, full
from tests.messaging.attachments.test_pictures import places, told

NOW = datetime(2026, 4, 2, tzinfo=UTC)
FILMS = {
    "mov": films.film(),
    "mp4": films.film(brand=b"mp42", first=True),
    "wide": films.film(wide=True),
    "fragmented": films.fragmented(),
}
# What must not be left of any of them.
TRACES = (
    films.PLACE,
    b"GPS",
    b"Yamada",
    b"bedroom",
    b"Telephone",
    b"left over",
    b"--gap--",
    b"xmp",
)


@pytest.mark.parametrize("name", FILMS)
def test_nothing_is_left_but_pictures_and_sound(name: str) -> None:
    whole = FILMS[name]
    assert films.PLACE in whole
    _facts, made = taken(whole)
    assert set(made) == {"original"}
    assert len(made["original"]) == len(whole)
    assert [trace for trace in TRACES if trace in made["original"]] == []


@pytest.mark.parametrize("name", FILMS)
def test_every_sample_is_where_it_was(name: str) -> None:
    whole = FILMS[name]
    _facts, made = taken(whole)
    samples = list(films.PICTURES.samples)
    samples = samples[:2] if name == "fragmented" else [*samples, *films.SOUND.samples]
    for sample in samples:
        at = whole.index(sample)
        assert made["original"][at : at + len(sample)] == sample


@pytest.mark.skipif(servers.tool("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize("name", FILMS)
def test_exiftool_finds_a_place_before_and_none_after(name: str, tmp_path: Path) -> None:
    assert places(told(FILMS[name], tmp_path))
    _facts, made = taken(FILMS[name])
    found = told(made["original"], tmp_path)
    assert places(found) == []
    assert not [value for value in found.values() if str(value).startswith("2026:04:01 00:30")]


def test_a_film_says_how_long_and_how_large_it_is_and_when_it_was_taken() -> None:
    with clock.at(NOW):
        facts, _made = taken(FILMS["mov"])
    assert (facts.width, facts.height, facts.seconds) == (1920, 1080, 4)
    assert facts.media_type == "video/quicktime"
    assert facts.taken_at == films.TAKEN_AT


def test_a_film_taken_tomorrow_has_no_time() -> None:
    with clock.at(datetime(2026, 3, 1, tzinfo=UTC)):
        facts, _made = taken(FILMS["mov"])
    assert facts.taken_at is None


def test_a_film_held_upright_is_upright() -> None:
    track = films.Track(1, b"vide", b"avc1", (b"P",), films.TURNED)
    facts, _made = taken(films.film([track], b"mp42"))
    assert (facts.width, facts.height) == (1080, 1920)
    assert facts.media_type == "video/mp4"


def test_the_length_of_a_fragmented_film_is_that_of_its_fragments() -> None:
    facts, _made = taken(FILMS["fragmented"])
    assert facts.seconds == 1


def test_plain_sound_is_kept_whole() -> None:
    """QuickTime counts it in samples of one byte, whatever they take."""
    sound = films.Track(2, b"soun", b"sowt", (b"S" * 40,))
    whole = films.film([films.PICTURES, sound])
    counted = full(b"stsz", b"\0\0\0\0\0\0\0\1\0\0\0\x28")
    assert counted in whole
    uniform = full(b"stsz", b"\0\0\0\1\0\0\0\x0a\0\0\0\0")
    changed = whole.replace(counted, uniform)
    _facts, made = taken(changed)
    at = whole.index(b"S" * 40)
    assert made["original"][at : at + 40] == b"S" * 40


@settings(max_examples=400, deadline=None)
@given(
    name=st.sampled_from(sorted(FILMS)),
    changes=st.lists(
        st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=8)), max_size=6
    ),
    end=st.integers(0, 400),
)
def test_no_bytes_confuse_the_reader(name: str, changes: list[tuple[int, bytes]], end: int) -> None:
    whole = bytearray(FILMS[name])
    for place, content in changes:
        at = place % len(whole)
        whole[at : at + len(content)] = content
    given_film = bytes(whole[: len(whole) - end if end % 3 == 0 else len(whole)])
    try:
        facts, made = examined(Bytes(given_film), NOW)
    except Refused:
        return
    assert isinstance(facts, Facts)
    assert sum(map(len, made)) == len(given_film)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_no_noise_is_a_film(noise: bytes) -> None:
    with pytest.raises(Refused):
        examined(Bytes(box(b"ftyp", b"isom", bytes(4)) + noise), NOW)


def test_a_film_without_pictures_is_refused() -> None:
    assert verdict(films.film([films.MEASURED])) is Refusal.UNREADABLE
    assert verdict(films.film([films.SOUND])) is Refusal.SOUND
