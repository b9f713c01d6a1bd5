"""What one PDF may cost: seconds of a processor, and room on the disk."""

import io
import os
import time

import pytest
from PIL import Image

from messaging.attachments.decoders import document as decoder
from messaging.attachments.limits import MOST_DRAWN, MOST_PAGES, MiB, most_drawn
from messaging.attachments.verdict import Refusal, Refused
from tests.messaging.attachments import documents, traces
from tests.messaging.attachments.files import taken, verdict


def spent() -> float:
    """By processes that this one started and that have ended, on a processor."""
    times = os.times()
    return times.children_user + times.children_system


def test_a_page_that_takes_too_long_costs_seconds_and_not_minutes() -> None:
    before = spent()
    assert verdict(documents.pdf(traces.blends, pages=3)) is Refusal.TOO_HEAVY
    assert spent() - before < decoder.SECONDS_FOR_A_PAGE + 5


def test_pages_that_are_all_rather_slow_have_no_more_than_their_share() -> None:
    """A document of 3 pages has some 20 seconds; once they are spent no other page is begun."""
    now = time.process_time()
    assert 15 < decoder._until(3) - now < 25
    assert decoder._until(MOST_PAGES) - now < decoder.MOST_SECONDS - decoder.SECONDS_TO_READ
    with pytest.raises(Refused) as refused:
        decoder._hurry(now)
    assert refused.value.reason is Refusal.TOO_HEAVY


def test_a_small_file_does_not_fill_the_disk() -> None:
    given = documents.pdf(traces.shares, pages=12)
    facts, made = taken(given)
    drawn = sum(len(content) for name, content in made.items() if name != "original")
    assert facts.pages == 12
    assert most_drawn(12) // 2 < drawn <= most_drawn(12)


def test_two_hundred_pages_together_have_a_bound_of_their_own() -> None:
    assert most_drawn(MOST_PAGES) == MOST_DRAWN
    assert most_drawn(1) == MiB


def test_a_page_becomes_poorer_before_it_is_refused() -> None:
    noise = Image.frombytes("RGB", (1131, 1600), os.urandom(1131 * 1600 * 3))
    best, least = (len(decoder._fitting(noise, most)) for most in (4 * MiB, MOST_DRAWN // 200))
    assert best > MiB
    assert least < MOST_DRAWN // 200
    with Image.open(io.BytesIO(decoder._fitting(noise, MOST_DRAWN // 200))) as poor:
        assert max(poor.size) == 1130
    with pytest.raises(Refused):
        decoder._fitting(noise, 1000)
