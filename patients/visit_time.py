"""What the times of a visit make of it: 早朝, 夜間, 深夜, 長時間, the second one of a day."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")
LONGEST_VISIT = timedelta(hours=12)
LONG = timedelta(minutes=90)
SHORT = timedelta(minutes=20)


class Mark(StrEnum):
    EARLY = "early"  # 早朝 6-8
    EVENING = "evening"  # 夜間 18-22
    NIGHT = "night"  # 深夜 22-6
    LONG = "long"  # 長時間, over 90 minutes
    SECOND = "second"  # 同日2回目 and later ones


# From the latest begin to the earliest: the first that a clock has passed is its band.
BANDS = (
    (time(22), Mark.NIGHT),
    (time(18), Mark.EVENING),
    (time(8), None),
    (time(6), Mark.EARLY),
    (time(0), Mark.NIGHT),
)


def marks(
    started_at: datetime, ended_at: datetime | None = None, earlier_that_day: int = 0
) -> tuple[Mark, ...]:
    """The marks of a visit, by the clocks of Japan at its start."""
    band = band_of(started_at)
    long = ended_at is not None and ended_at - started_at > LONG
    found = (band, Mark.LONG if long else None, Mark.SECOND if earlier_that_day > 0 else None)
    return tuple(mark for mark in found if mark is not None)


def band_of(moment: datetime) -> Mark | None:
    clock = moment.astimezone(JAPAN).time()
    return next(mark for begins, mark in BANDS if clock >= begins)


def minutes(started_at: datetime, ended_at: datetime) -> int:
    return int((ended_at - started_at).total_seconds() // 60)
