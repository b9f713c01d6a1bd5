"""Times as devices get them: ISO 8601 with the zone of the installation."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

HERE = ZoneInfo(settings.TIME_ZONE)


def moment(at: datetime) -> str:
    return at.astimezone(HERE).isoformat(timespec="seconds")
