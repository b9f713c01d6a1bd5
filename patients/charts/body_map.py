"""The drawn body from the front and from behind, with wounds where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from patients.body_sites import BODY_SITE_BY_CODE, HEIGHT, WIDTH, BodySite
from patients.charts.svg import add, image, written

RADIUS = 6.5
APART = 2 * RADIUS - 1
VIEWS: tuple[Literal["front", "back"], ...] = ("front", "back")
# One outline for both views; the places of `body_sites.json` lie on it.
OUTLINE = (
    "M50 2c6 0 10 5 10 12c0 5-2 9-5 11l0 4c4 2 11 2 15 5c4 3 5 9 6 16c1 9 3 18 6 29"
    "c1 5 2 11 1 16c0 3-3 4-4 1l-5-15c-4-9-6-18-8-28c-1 8-1 15 0 22c2 9 3 15 2 24"
    "c-1 13-3 25-3 36c0 16 0 31-1 42c0 5 3 8 4 13c1 4-2 5-6 5c-5 0-6-3-6-6c0-17 0-34-1-47"
    "c0-13-1-24-5-31c-4 7-5 18-5 31c-1 13-1 30-1 47c0 3-1 6-6 6c-4 0-7-1-6-5c1-5 4-8 4-13"
    "c-1-11-1-26-1-42c0-11-2-23-3-36c-1-9 0-15 2-24c1-7 1-14 0-22c-2 10-4 19-8 28l-5 15"
    "c-1 3-4 2-4-1c-1-5 0-11 1-16c3-11 5-20 6-29c1-7 2-13 6-16c4-3 11-3 15-5l0-4"
    "c-3-2-5-6-5-11c0-7 4-12 10-12z"
)


@dataclass(frozen=True)
class Spot:
    """A wound on the map: its number, and the code of its place."""

    number: str
    site: str


@dataclass(frozen=True)
class MapWords:
    title: str
    description: str
    front: str
    back: str


def body_map(spots: Sequence[Spot], words: MapWords) -> str:
    """Both views as one SVG; wounds without a known place are not on it."""
    drawn = image(
        "body-map", 2 * WIDTH + 20, HEIGHT + 18, "body-map", words.title, words.description
    )
    for column, view in enumerate(VIEWS):
        part = add(drawn, "g", "body-view", transform=f"translate({column * (WIDTH + 20)} 16)")
        label = words.front if view == "front" else words.back
        add(part, "text", "body-label", text=label, x=WIDTH / 2, y=-5)
        add(part, "path", "body-outline", d=OUTLINE)
        _draw_spots(part, [spot for spot in spots if _view_of(spot) == view])
    return written(drawn)


def _draw_spots(part: Element, spots: Sequence[Spot]) -> None:
    taken: list[tuple[float, float]] = []
    for spot in spots:
        site = BODY_SITE_BY_CODE[spot.site]
        x, y = _free_place(site, taken)
        taken.append((x, y))
        add(part, "circle", "body-spot", cx=x, cy=y, r=RADIUS)
        add(part, "text", "body-number", text=spot.number[:3], x=x, y=y + 3)


def _free_place(site: BodySite, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Beside those who came first: two wounds of one place stay two."""
    x, y = site.x, site.y
    while any(abs(x - other) < APART and abs(y - beside) < APART for other, beside in taken):
        x += APART
    return x, y


def _view_of(spot: Spot) -> str:
    site = BODY_SITE_BY_CODE.get(spot.site)
    return site.view if site else ""
