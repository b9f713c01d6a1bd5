"""The stories keep to their calendar, whatever day the demo is started on."""

from datetime import date, datetime, timedelta

import pytest

from config.demo.almanac import TOKYO, Almanac, almanac
from config.demo.cast import ORGANIZATION_BY_KEY, PERSON_BY_KEY
from config.demo.patients import PATIENT_BY_KEY
from config.demo.schedule import due, is_office, schedule
from config.demo.sheets import fill
from config.demo.stories import EVENTS
from config.demo.story import (
    Answered,
    Asked,
    Claimed,
    Event,
    Listed,
    Moved,
    Pinned,
    Said,
    Stepped,
    Stopped,
    Ticked,
)
from messaging.note_kinds import withheld, writes
from messaging.vocabulary import ANSWERS, EntryKind, Purpose
from patients import answers, design_r
from patients.vitals import parse
from patients.vocabulary import Location
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
                asks: tuple[Said | Asked, ...] = (event, *event.asks)
                for asked in asks:
                    by = due(asked.to, asked.reply_by, calendar, scheduled.at)
                    assert by is None or by > scheduled.at
                said |= {event.key, *(asked.key for asked in event.asks)}
            case Answered() | Stepped() | Claimed() | Pinned():
                assert event.key in said
        if is_office(event):
            assert scheduled.captured_at.astimezone(TOKYO).weekday() < 5


def test_everybody_acts_only_where_they_stand_and_as_what_they_are() -> None:
    for event in EVENTS:
        team = PATIENT_BY_KEY[event.patient].team
        assert event.who in team or (event.patient, event.who) in ON_DUTY
        match event:
            case Said():
                assert event.purpose is not Purpose.ORDER or orderer(event) is Profession.PHYSICIAN
                asked: tuple[Said | Asked, ...] = (event, *event.asks)
                addressed = {key for one in asked for key in one.to} | set(event.mentions)
                assert all(is_there(key, team) for key in addressed)
            case Answered():
                assert event.code in ANSWERS[profession(event.who)]


def is_there(key: str, team: tuple[str, ...]) -> bool:
    """A profession, or a person or organisation of the team."""
    if key.startswith("#"):
        assert key.removeprefix("#") in ORGANIZATION_BY_KEY
        return key.removeprefix("#") in {PERSON_BY_KEY[name].organization for name in team}
    return key.startswith("@") or key in team


def profession(key: str) -> Profession:
    return PROFESSION[PERSON_BY_KEY[key].role]


def orderer(said: Said) -> Profession:
    return profession(said.proxy_for or said.who)


def forms() -> list[tuple[Said, answers.Sheet]]:
    calendar = Almanac(MONDAY)
    return [
        (one.event, fill(one.event.form, calendar.tell(one.event.text), calendar, one.captured_at))
        for one in schedule(EVENTS, calendar)
        if isinstance(one.event, Said) and one.event.form
    ]


def test_each_profession_writes_the_forms_that_are_its_own() -> None:
    found = forms()
    assert {sheet.questionnaire for _said, sheet in found} == set(EntryKind) - {EntryKind.NOTE}
    for said, sheet in found:
        kind = EntryKind(sheet.questionnaire)
        assert kind in writes(profession(said.proxy_for or said.who))
        assert not withheld(kind, profession(said.who)) & sheet.answers.keys()


def test_what_would_be_asked_back_is_what_was_meant() -> None:
    asked_back = {
        (said.patient, said.day, path): problem.code
        for said, sheet in forms()
        for path, problem in answers.unusual(sheet)
    }
    assert asked_back == {
        ("P2", -12, "answers.rescue_count"): "unusual-high",
        ("P1", 0, "answers.ended_at"): "long-visit",
    }


def test_the_sore_of_p6_is_told_in_codes_as_it_is_in_words() -> None:
    notations = []
    for said, sheet in forms():
        answer = sheet.answers.get("wounds")
        for row in answer.rows if answer else ():
            assert said.patient == "P6"
            assert row["site"].text == "sacrum"
            codes = {item: row[item].text for item in design_r.ITEMS}
            notations.append((said.day, design_r.notation(codes)))
    assert notations == [
        (-15, "D3-e3s8i1g3N3p0:18"),
        (-9, "D3-e3s8i1g3N3p0:18"),
        (-6, "D3-e3s8i1g3N3p0:18"),
        (-3, "D3-e3s8i0g3N3p0:17"),
        (-1, "D3-e3s8i0g3N3p0:17"),
    ]


def entries_of(patient: str) -> list[Event]:
    return [event for event in EVENTS if isinstance(event, Said) and event.patient == patient]


def test_every_patient_has_a_life_of_two_weeks() -> None:
    for key in PATIENT_BY_KEY:
        mine = entries_of(key)
        assert len(mine) >= 11
        assert min(event.day for event in mine) <= -14


def test_all_vitals_of_the_stories_could_have_been_taken() -> None:
    sets = [vitals for event in EVENTS if isinstance(event, Said) for vitals in event.vitals]
    assert len(sets) > 30
    assert all(parse(vitals).readings for vitals in sets)


def test_who_died_takes_no_medicine_any_more_and_leaves_nothing_to_see_to() -> None:
    moves = [one for one in EVENTS if isinstance(one, Moved)]
    (died,) = (one for one in moves if one.location is Location.DECEASED)
    mine = [one for one in EVENTS if one.patient == died.patient]
    stopped = {one.key for one in mine if isinstance(one, Stopped)}
    ticked = {one.key for one in mine if isinstance(one, Ticked)}
    assert {one.key for one in mine if isinstance(one, Listed)} == stopped
    left = [one for one in mine if isinstance(one, Said) and one.form]
    handed = [one.key for one in left if one.form and one.form.answers.get("handover")]
    assert len(handed) == 2
    assert set(handed) == ticked
