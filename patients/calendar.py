"""Japanese dates: eras, ages in full years, weekdays."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Era:
    name: str
    letter: str
    first_day: date


# Before 1873 Japan kept a lunar calendar, so Meiji begins here with its first Gregorian day.
ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1873, 1, 1)),
)
WRITTEN = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])?\s*(?P<year>\d{1,4}|元)\s*(?:年|[./-])"
    r"\s*(?P<month>\d{1,2})\s*(?:月|[./-])\s*(?P<day>\d{1,2})\s*日?",
    re.IGNORECASE | re.ASCII,
)
COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)


def era_of(day: date) -> tuple[Era, int] | None:
    """The era of a day and the year in it (1 is 元年); None before 1873."""
    for era in ERAS:
        if day >= era.first_day:
            # Meiji's first Gregorian year was its sixth.
            first_year = 1868 if era.letter == "M" else era.first_day.year
            return era, day.year - first_year + 1
    return None


def wareki(day: date) -> str:
    """令和8年11月20日; the first year is 元年; before 1873 the plain date."""
    found = era_of(day)
    if found is None:
        return f"{day.year}年{day.month}月{day.day}日"
    era, year = found
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def wareki_year(day: date) -> str:
    """昭和13年, as it stands beside a birth year."""
    return wareki(day).partition("年")[0] + "年"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def long_date(day: date) -> str:
    """2026年11月20日（金）"""
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）"


def short_date(day: date) -> str:
    """11/20（金）"""
    return f"{day.month}/{day.day}（{weekday(day)}）"


def age(birth_date: date, on: date) -> int:
    """Full years on a day; who was born on 29 February turns older on 1 March in other years."""
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (0 if had_birthday else 1)


def parse_date(text: str) -> date | None:
    """A day as people write it: 1938-01-25, 19380125, 昭和13年1月25日, S13.1.25, full width too.

    None when it is no day, or a day that its era did not have (昭和70年).
    """
    plain = unicodedata.normalize("NFKC", text[:40]).strip()
    if compact := COMPACT.fullmatch(plain):
        return _day(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    written = WRITTEN.fullmatch(plain)
    if written is None:
        return None
    year = 1 if written["year"] == "元" else int(written["year"])
    month, day = int(written["month"]), int(written["day"])
    if written["era"]:
        return _day_in_era(written["era"].upper(), year, month, day)
    return _day(year, month, day) if year >= 1800 else None


def _day_in_era(sign: str, year: int, month: int, day: int) -> date | None:
    era = next(era for era in ERAS if sign in (era.name, era.letter))
    first_year = 1868 if era.letter == "M" else era.first_day.year
    found = _day(first_year + year - 1, month, day)
    if found is None or year < 1 or era_of(found) != (era, year):
        return None
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
