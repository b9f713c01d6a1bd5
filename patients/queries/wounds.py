"""Wounds over time: each by its number and place, with every finding of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from patients.answer_text import Line
from patients.charts import parts
from patients.charts.body_map import MapWords, Spot, body_map
from patients.charts.line_chart import line_chart
from patients.charts.scale import Days
from patients.models import Observation
from patients.models.observation import ObservationStatus
from patients.visit_time import JAPAN
from patients.wounds import CODE, Wound
from sharing.deed import Deed

FEWEST_DAYS = 14


@dataclass(frozen=True)
class Finding:
    """How a wound was on one day. `change` is the total against the finding before."""

    entry: UUID
    at: datetime
    notation: str
    total: int | None
    change: int | None
    measured: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class WoundSeries:
    """`findings` have the newest first; `chart` is "" while there are fewer than two totals."""

    number: str
    place: str
    kind: str
    findings: tuple[Finding, ...]
    chart: str


@dataclass(frozen=True)
class Wounds:
    series: tuple[WoundSeries, ...]
    body_map: str


@dataclass(frozen=True)
class NumberedWound:
    """What a wound is called among those of one patient; `place` is "" where none was told."""

    number: str
    place: str


Seen = Sequence[tuple[Observation, Wound]]  # of one wound, the oldest first


def wounds_in(deed: Deed) -> Wounds:
    """For a page that holds the door open already; one statement."""
    found = _wounds(deed)
    return Wounds(tuple(_series(seen) for seen in found), _map(found))


def numbered(deed: Deed) -> list[NumberedWound]:
    """Every wound by its number and where it is, as it was seen last; one statement."""
    newest = [seen[-1][1] for seen in _wounds(deed)]
    return [NumberedWound(wound.number, wound.site_label(_language())) for wound in newest]


def _wounds(deed: Deed) -> list[Seen]:
    """By number and place, in the order of the numbers."""
    rows = Observation.objects.filter(
        compartment_id=deed.compartment, code=CODE, status=ObservationStatus.FINAL
    ).order_by("effective_at", "entry", "set_number", "pk")
    found: dict[tuple[str, str], list[tuple[Observation, Wound]]] = {}
    for row in rows:
        wound = Wound.load(deed.keys.open_json(row.place, row.value))
        found.setdefault((wound.number, wound.site), []).append((row, wound))
    return [found[key] for key in sorted(found, key=_by_number)]


def _by_number(key: tuple[str, str]) -> tuple[int, str, str]:
    number, site = key
    return (int(number) if number.isdecimal() else 0, number, site)


def _series(seen: Seen) -> WoundSeries:
    language = _language()
    findings: list[Finding] = []
    before: int | None = None
    for row, wound in seen:
        total, lines = wound.total, wound.lines(language)
        change = total - before if total is not None and before is not None else None
        findings.append(
            Finding(
                entry=row.entry,
                at=row.effective_at,
                notation=wound.notation,
                total=total,
                change=change,
                measured=wound.measured,
                lines=tuple(line for line in lines if not line.link_id.endswith("wound_kind")),
            )
        )
        before = total if total is not None else before
    newest = seen[-1][1]
    kind = next(
        (line.text for line in newest.lines(language) if line.link_id.endswith("wound_kind")), ""
    )
    place = newest.site_label(language)
    return WoundSeries(
        newest.number, place, kind, tuple(reversed(findings)), _chart(newest, findings)
    )


def _chart(wound: Wound, findings: Iterable[Finding]) -> str:
    points = [
        parts.Point(one.at, float(one.total)) for one in findings if one.total is not None
    ]  # fmt: skip
    if len(points) < 2:
        return ""
    first, last = (point.at.astimezone(JAPAN).date() for point in (points[0], points[-1]))
    days = Days.until(last, max(FEWEST_DAYS, (last - first).days + 1))
    totals = " → ".join(f"{point.value:g}" for point in points[-8:])
    title = _("Total of DESIGN-R, wound %(number)s") % {"number": wound.number}
    line = parts.Line(title, tuple(points))
    chart = parts.Chart("total", title, "", totals, (line,), (0.0, 20.0))
    return line_chart(chart, days, prefix=f"wound-{wound.number}-{wound.site}-")


def _map(found: Sequence[Seen]) -> str:
    """Empty while no wound has a place."""
    newest = [seen[-1][1] for seen in found]
    spots = [Spot(wound.number, wound.site) for wound in newest if wound.site]
    if not spots:
        return ""
    language = _language()
    said = "、".join(f"{wound.number} {wound.site_label(language)}" for wound in newest)
    words = MapWords(_("Where the wounds are"), said, _("Front"), _("Back"))
    return body_map(spots, words)


def _language() -> str:
    return "en" if (get_language() or "ja").startswith("en") else "ja"
