"""The stories keep to their calendar, whatever day the demo is started on."""

from datetime import date, datetime, timedelta

import pytest

from config.demo.cast import PERSON_BY_KEY
from config.demo.patients import PATIENT_BY_KEY
from config.demo.stories import EVENTS
from config.demo.story import (
    TOKYO,
    Almanac,
    Answered,
    Said,
    almanac,
    due,
    is_office,
    schedule,
)
from messaging.vocabulary import ANSWERS, Purpose
from patients.vitals import parse
from sharing.vocabulary import PROFESSION, Profession

MONDAY = date(2026, 11, 16)
WEEK = [
    datetime.combine(MONDAY + timedelta(days=day), datetime.min.time(), TOKYO)
    + timedelta(hours=hour)
    for day in range(7)
    for hour in (0, 9, 10, 23)
]
# Called from home at night: on duty for the circle, not on the team.
ON_DUTY = {("P1", "ono")}


def test_before_ten_the_story_is_told_as_of_yesterday() -> None:
    assert almanac(datetime(2026, 11, 20, 9, 59, tzinfo=TOKYO)).today == date(2026, 11, 19)
    assert almanac(datetime(2026, 11, 20, 10, 0, tzinfo=TOKYO)).today == date(2026, 11, 20)


def test_office_hour_things_of_a_weekend_happen_on_friday() -> None:
    saturday = Almanac(MONDAY + timedelta(days=5))
    assert saturday.day(0, office=True) == MONDAY + timedelta(days=4)
    assert saturday.day(1, office=True) == MONDAY + timedelta(days=4)
    assert saturday.day(2, office=True) == MONDAY + timedelta(days=7)
    assert saturday.day(0, office=False) == MONDAY + timedelta(days=5)


def test_who_works_on_weekdays_is_not_asked_for_an_answer_on_a_weekend() -> None:
    friday = Almanac(date(2026, 11, 20))
    thursday_noon = datetime(2026, 11, 19, 12, 0, tzinfo=TOKYO)
    friday_noon = datetime(2026, 11, 20, 12, 0, tzinfo=TOKYO)
    assert friday.deadline(1, "17:00", thursday_noon, office=True).day == 20
    assert friday.deadline(1, "17:00", friday_noon, office=True).day == 23
    assert friday.deadline(1, "17:00", friday_noon, office=False).day == 21


def test_days_in_a_text_become_dates() -> None:
    friday = Almanac(date(2026, 11, 20))
    assert (
        friday.tell("退院は{D+3}、あと{left D+3}日。{D}")
        == "退院は11/23（月）、あと3日。11/20（金）"
    )


@pytest.mark.parametrize("now", WEEK, ids=lambda now: now.strftime("%a %H"))
def test_nothing_is_told_from_the_future_and_nothing_is_answered_before_it_was_said(
    now: datetime,
) -> None:
    calendar = almanac(now)
    said: set[str] = set()
    for scheduled in schedule(EVENTS, calendar):
        event = scheduled.event
        assert scheduled.captured_at <= scheduled.at <= now
        match event:
            case Said():
                assert not event.reply_to or event.reply_to in said
                reply_by = due(event, calendar, scheduled.at)
                assert reply_by is None or reply_by > scheduled.at
                said.add(event.key)
            case Answered():
                assert event.key in said
        if is_office(event):
            assert scheduled.captured_at.astimezone(TOKYO).weekday() < 5


def test_everybody_acts_only_where_they_stand_and_as_what_they_are() -> None:
    for event in EVENTS:
        team = PATIENT_BY_KEY[event.patient].team
        profession = PROFESSION[PERSON_BY_KEY[event.who].role]
        assert event.who in team or (event.patient, event.who) in ON_DUTY
        match event:
            case Said():
                assert event.purpose is not Purpose.ORDER or profession is Profession.PHYSICIAN
                named = {key for key in (*event.to, *event.mentions) if not key.startswith("@")}
                assert named <= set(team)
            case Answered():
                assert event.code in ANSWERS[profession]


def test_every_patient_has_a_life_of_two_weeks() -> None:
    for key in PATIENT_BY_KEY:
        mine = [event for event in EVENTS if isinstance(event, Said) and event.patient == key]
        assert len(mine) >= 11
        assert min(event.day for event in mine) <= -14


def test_all_vitals_of_the_stories_could_have_been_taken() -> None:
    sets = [vitals for event in EVENTS if isinstance(event, Said) for vitals in event.vitals]
    assert len(sets) > 30
    assert all(parse(vitals).readings for vitals in sets)
