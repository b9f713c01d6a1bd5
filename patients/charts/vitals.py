"""The readings of some days as charts: which measures share one, and what each must show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from patients.charts.parts import Chart, Limits, Line, Point
from patients.charts.scale import Days
from patients.measures import MEASURES, Code, Range
from patients.vital_ranges import Baseline, Flag, usual_range
from patients.vitals import Reading, State

Dictionary = Mapping[str, object]  # the words of `vital_labels` and `chart_labels`, by their path


@dataclass(frozen=True)
class Taken:
    """One reading with its time, and where it lies against what is usual for the patient."""

    at: datetime
    reading: Reading
    flag: Flag


@dataclass(frozen=True)
class Plan:
    """One chart: the measures in it, and the scale it shows at least."""

    code: str
    codes: tuple[Code, ...]
    least: tuple[float, float] | None  # None: whatever was measured
    least_span: float = 0  # so many units at least, around the middle of what was measured

    @property
    def is_pressure(self) -> bool:
        return Code.SYSTOLIC in self.codes


PLANS = (
    Plan("temp", (Code.TEMPERATURE,), (35.5, 38)),
    Plan("pulse", (Code.PULSE,), (50, 110)),
    Plan("bp", (Code.SYSTOLIC, Code.DIASTOLIC), (60, 160)),
    Plan("spo2", (Code.SPO2,), (85, 100)),
    Plan("rr", (Code.RESPIRATION,), (10, 30)),
    Plan("weight", (Code.WEIGHT,), None, least_span=4),
    Plan("glucose", (Code.GLUCOSE,), (70, 300)),
    Plan("pain", (Code.PAIN_AT_REST, Code.PAIN_ON_MOVEMENT), (0, 10)),
)
# Where a meter that shows no number stops; the table says the word itself.
BEYOND = {"Lo": 20.0, "Hi": 600.0}


def vital_charts(
    taken: Sequence[Taken], baseline: Baseline, days: Days, words: Dictionary
) -> tuple[Chart, ...]:
    """The charts for which anything was measured or tried in these days, in a fixed order."""
    inside = [one for one in taken if days.begins_at <= one.at < days.ends_at]
    charts = (_chart(plan, inside, baseline, words) for plan in PLANS)
    return tuple(chart for chart in charts if chart)


def _chart(
    plan: Plan, taken: Sequence[Taken], baseline: Baseline, words: Dictionary
) -> Chart | None:
    mine = [one for one in taken if one.reading.code in plan.codes]
    tried = [one for one in mine if one.reading.state is not State.NOT_DONE]
    if not tried:
        return None
    lines = tuple(
        Line(str(words[code]), tuple(points_of(tried, code)), hollow=number > 0)
        for number, code in enumerate(plan.codes)
    )
    measure = MEASURES[plan.codes[0]]
    unit = str(words[f"unit.{measure.ucum}"])
    return Chart(
        code=plan.code,
        title=str(words[plan.code]),
        unit=unit,
        description=_description(lines, tried, words),
        lines=lines,
        least=plan.least or _least(lines, plan.least_span),
        gaps=tuple(one.at for one in tried if one.reading.state is State.UNABLE),
        usual=_limits(plan, baseline),
        target=plan.code == "spo2" and baseline.spo2 is not None,
        paired=plan.is_pressure,
    )


def _least(lines: Sequence[Line], span: float) -> tuple[float, float] | None:
    """A change too small to matter is not drawn as a plunge."""
    values = [point.value for line in lines for point in line.points]
    if not values:
        return None
    middle = (min(values) + max(values)) / 2
    return (middle - span / 2, middle + span / 2)


def points_of(taken: Sequence[Taken], code: Code) -> Iterator[Point]:
    """What can be drawn of one measure."""
    for one in taken:
        if one.reading.code is not code:
            continue
        if one.reading.value is not None:
            yield Point(one.at, float(one.reading.value), one.flag)
        elif one.reading.word:
            yield Point(one.at, BEYOND[one.reading.word], one.flag)


def _limits(plan: Plan, baseline: Baseline) -> Limits:
    """The usual range of the measure; of both pressures, what the upper one may be."""
    found: Range | None = usual_range(Reading(plan.codes[0]), baseline)
    if found is None or plan.code == "weight":  # what is usual for a weight moves with it
        return (None, None)
    return (float(found.low), float(found.high))


def _description(lines: Sequence[Line], tried: Sequence[Taken], words: Dictionary) -> str:
    """What the picture shows, in words: for who listens to the page."""
    said = [str(words["chart.line"]) % _summary(line) for line in lines if line.points]
    outside = sum(bool(one.flag) for one in tried)
    unable = sum(one.reading.state is State.UNABLE for one in tried)
    if outside:
        said.append(str(words["chart.outside"]) % {"count": outside})
    if unable:
        said.append(str(words["chart.unable"]) % {"count": unable})
    return " ".join([*said, str(words["chart.table"])])


def _summary(line: Line) -> dict[str, object]:
    values = [point.value for point in line.points]
    return {
        "name": line.name,
        "count": len(values),
        "low": f"{min(values):g}",
        "high": f"{max(values):g}",
        "last": f"{values[-1]:g}",
    }
