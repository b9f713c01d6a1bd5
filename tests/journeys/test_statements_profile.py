"""What the pages of a record cost the database: as much for thirty items as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from patients.queries.header import header
from patients.queries.history import history
from patients.queries.overview import overview
from patients.queries.team import team_page
from sharing.uuid7 import uuid7
from tests.journeys.test_profile import browser
from tests.world import World, build

STATEMENTS_OF_THE_HEADER = 10
STATEMENTS_OF_THE_OVERVIEW = 11
STATEMENTS_OF_THE_HISTORY = 16
STATEMENTS_OF_THE_TEAM = 20


@pytest.mark.django_db(transaction=True)
def test_the_pages_take_as_many_statements_for_thirty_items_as_for_one(db: None) -> None:
    world = build(["sato", "ono", "tanaka", "nguyen"], ["P1", "P4"])
    nurse, room = browser(world, "sato"), world.room("P1")
    counts = [statements(world)]
    for number in range(30):
        body = {"id": str(uuid7()), "text": f"既往 {number}"}
        nurse.post(f"/patients/{room}/items/new/problem/", body)
        nurse.post(f"/patients/{room}/location/", {"location": ("home", "away")[number % 2]})
    counts.append(statements(world))
    assert (
        counts
        == [
            (
                STATEMENTS_OF_THE_HEADER,
                STATEMENTS_OF_THE_OVERVIEW,
                STATEMENTS_OF_THE_HISTORY,
                STATEMENTS_OF_THE_TEAM,
            )
        ]
        * 2
    )


def statements(world: World) -> tuple[int, ...]:
    taken = []
    for query in (header, overview, history, team_page):
        query(world.actor("tanaka"), world.room("P1"))
        with CaptureQueriesContext(connection) as captured:
            query(world.actor("tanaka"), world.room("P1"))
        taken.append(len(captured))
    return tuple(taken)
