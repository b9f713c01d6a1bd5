"""When a picture or a film was taken, as far as its camera can be believed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# A camera that writes no offset shows the time of its owner's wall.
HERE = ZoneInfo("Asia/Tokyo")
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# A clock that runs ahead, or in a zone further east.
AHEAD = timedelta(days=1)


def plausible(moment: datetime | None, now: datetime) -> datetime | None:
    """None for a moment before there were such cameras, and for one that has not come."""
    if moment is None or not EARLIEST <= moment <= now + AHEAD:
        return None
    return moment


def of_camera(written: str, offset: str) -> datetime | None:
    """EXIF's "2026:04:01 09:30:00" with "+09:00", or with nothing."""
    date, _space, time = written.strip("\0 ").partition(" ")
    local = f"{date.replace(':', '-')} {time}"
    moment = _read(local + offset.strip("\0 ")) or _read(local)
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=HERE)


def _read(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
