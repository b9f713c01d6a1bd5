"""A demo database is born: that it is one is written at its creation and never changed."""

from collections.abc import Mapping
from uuid import UUID

from config.demo.almanac import Almanac, almanac
from config.demo.cast import PEOPLE
from config.demo.patients import PATIENTS
from config.demo.phrasebook import keep_phrases
from config.demo.profiles import describe
from config.demo.region import Region, admit, settle
from config.demo.telling import tell_everything
from sharing import clock
from sharing.actions.circle import found_circle
from sharing.actions.duty import assign_duty, cover
from sharing.installation import be_born
from sharing.queries.birth import birth

CIRCLE = ("tanaka", "ogawa", "ono")
COVERED = ("P1", "P2", "P5", "P8")
# Tonight's practitioners, last night's and tonight's: key, from, until on the next day.
NIGHTS = (
    ("ogawa", -1, "17:00", "08:00"),
    ("ono", -1, "17:30", "08:30"),
    ("ogawa", 0, "17:00", "08:00"),
    ("ono", 0, "17:30", "08:30"),
)
FOUNDED, ADMITTED, ROSTERED = (-45, "09:00"), (-30, "10:00"), (-28, "13:00")
DESCRIBED = (-29, "17:00")


class NotADemo(Exception):
    """The database holds something else already, or a demo that was interrupted."""


def bear() -> bool:
    """Make the demo region in an empty database; False when there is one already.

    The row that says so comes last, so that an interrupted birth is noticed.
    """
    found = birth()
    if found.demo and not found.empty:
        return False
    if found.demo is False or not found.empty:
        raise NotADemo
    calendar = almanac(clock.now())
    with clock.at(calendar.at(*FOUNDED, office=False)):
        region = settle(person.key for person in PEOPLE)
    with clock.at(calendar.at(*ADMITTED, office=False)):
        rooms = {patient.key: admit(region, patient.key) for patient in PATIENTS}
    with clock.at(calendar.at(*DESCRIBED, office=False)):
        describe(region, rooms)
        keep_phrases(region)
    _share_the_nights(region, rooms, calendar)
    tell_everything(region, rooms, calendar)
    be_born(demo=True)
    return True


def _share_the_nights(region: Region, rooms: Mapping[str, UUID], calendar: Almanac) -> None:
    chair = region.actor("tanaka")
    with clock.at(calendar.at(*ROSTERED, office=False)):
        circle = found_circle(region.actor(key).practitioner_role_id for key in CIRCLE)
        for key in COVERED:
            cover(chair, rooms[key], circle)
        for key, day, begins, ends in NIGHTS:
            since = calendar.at(day, begins, office=False)
            until = calendar.at(day + 1, ends, office=False)
            assign_duty(chair, circle, region.actor(key).practitioner_role_id, since, until)
