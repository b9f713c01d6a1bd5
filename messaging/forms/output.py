"""From which day to which records are asked for."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from patients.calendar import parse_date
from sharing import clock
from sharing.invalid import Invalid

LONGEST = timedelta(days=366)


def records_range(given: Mapping[str, str]) -> tuple[date, date]:
    """The days of `from` and `to`; this month so far where nothing is said."""
    today = timezone.localdate(clock.now())
    problems: dict[str, str] = {}
    last = _day(given, "to", today, problems)
    first = _day(given, "from", last.replace(day=1), problems)
    if not problems and first > last:
        problems["to"] = _("The end lies before the beginning.")
    if not problems and last - first > LONGEST:
        problems["from"] = _("This is more than one file holds. Please choose a shorter time.")
    if problems:
        raise Invalid(problems)
    return first, last


def _day(given: Mapping[str, str], name: str, default: date, problems: dict[str, str]) -> date:
    text = given.get(name, "")
    if not text:
        return default
    found = parse_date(text)
    if found is None or not 1900 <= found.year <= 2200:
        problems[name] = _("This is not a day.")
        return default
    return found
