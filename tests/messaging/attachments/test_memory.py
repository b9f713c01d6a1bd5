"""How much memory the largest pictures take while they are painted anew."""

import io
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.messaging.attachments import heif, hostile, pictures

ROOT = Path(__file__).parents[3]
MOST = 500 * 1024  # KiB
ITSELF = 80 * 1024  # a decoder before it has read anything
# Runs a decoder, and says how much memory it held at its peak.
MEASURE = """
import resource, subprocess, sys
decoder = "messaging.attachments.decoders." + sys.argv[1]
subprocess.run([sys.executable, "-m", decoder, *sys.argv[2:]], stdout=-3, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def held(content: bytes, *decoder: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *decoder], input=content, capture_output=True, cwd=ROOT,
        check=True,
    )  # fmt: skip
    return int(done.stdout)


def noisy(width: int, height: int) -> Image.Image:
    small = Image.frombytes("RGB", (250, 200), os.urandom(250 * 200 * 3))
    return small.resize((width, height), Image.Resampling.BILINEAR)


def test_a_photograph_of_fifty_megapixels_lying_on_its_side() -> None:
    paper = io.BytesIO()
    noisy(8160, 6120).save(
        paper, "JPEG", quality=90, exif=pictures.exif(6), icc_profile=pictures.swapped_profile()
    )
    assert held(paper.getvalue(), "picture", "jpeg") < MOST


@pytest.mark.parametrize(
    ("side", "most"),
    [(3500, ITSELF + (MOST - ITSELF) // 4), pytest.param(7000, MOST, marks=pytest.mark.soak)],
    ids=["a quarter of it", "the largest"],
)
def test_a_transparent_png_of_forty_nine_megapixels(side: int, most: int) -> None:
    content = pictures.other("PNG", Image.new("RGBA", (side, side), (1, 2, 3, 90)))
    assert held(content, "picture", "png") < most


def test_a_heic_of_forty_eight_megapixels() -> None:
    assert held(heif.grid(8064, 6048, 512, (200, 120, 100)), "picture", "heif") < MOST


def test_a_bomb_is_refused_from_its_header() -> None:
    assert held(hostile.bomb_png(), "picture", "png") < 100 * 1024


def test_the_measure_measures() -> None:
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 10 * 1024
    with pytest.raises(subprocess.CalledProcessError):
        held(b"", "no_such_decoder")
