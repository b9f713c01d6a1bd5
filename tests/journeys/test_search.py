"""My patients: listed by reading, found as people type, and nobody else's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.queries import events
from patients.actions.patient import Registration, register_patient
from patients.demographics import Demographics
from patients.items import Item
from patients.queries.listing import my_patients
from patients.vocabulary import ItemKind, Sex
from sharing import clock
from sharing.actions.consent import ConsentGiven
from sharing.actor import Actor
from sharing.trace_keys import TraceSealer
from sharing.vocabulary import ConsentKind
from tests.device import sign_in
from tests.world import World, build

STATEMENTS_OF_THE_LIST = 8
STATEMENTS_OF_A_SEARCH = 9


@pytest.fixture
def three(db: None) -> World:
    """P1 and P4 have one reading; P8's name is written with old characters."""
    return build(["sato", "ono", "tanaka", "kato"], ["P1", "P4", "P8"])


def browser(world: World, person: str) -> Client:
    client, _ = sign_in(world.account(person), world.role(person))
    return client


def found(world: World, person: str, word: str) -> list[str]:
    return [row.name for row in my_patients(world.actor(person), word)]


def test_the_list_stands_in_the_order_of_the_readings(three: World) -> None:
    assert found(three, "tanaka", "") == ["髙﨑 𠮷男", "山田 ハナ", "山田 花"]


@pytest.mark.parametrize(
    "word", ["たかさき", "タカサキ", "ﾀｶｻｷ", "高崎", "髙﨑", "吉男", "たか さき"]
)
def test_a_name_is_found_however_it_is_typed(three: World, word: str) -> None:
    assert found(three, "tanaka", word) == ["髙﨑 𠮷男"]


def test_a_number_is_found_as_a_whole_in_any_width(three: World) -> None:
    assert found(three, "tanaka", "００００-９９００-１１") == ["山田 ハナ"]
    assert found(three, "tanaka", "00009900") == []


def test_only_my_own_patients_are_found(three: World) -> None:
    assert found(three, "sato", "やまだ") == ["山田 ハナ"]
    assert found(three, "ono", "やまだ") == ["山田 花"]
    assert found(three, "kato", "やまだ") == []
    assert found(three, "kato", "0000990011") == []


def test_the_page_shows_what_one_must_know(three: World) -> None:
    page = browser(three, "sato").get("/patients/").content.decode()
    assert "山田 ハナ" in page
    assert "1942年（昭和17年）3月8日" in page
    assert "アレルギー：ペニシリン" in page
    assert "要介護2" in page
    assert "在宅" in page


def test_the_word_is_sent_in_the_body_and_comes_back_in_no_address(three: World) -> None:
    nurse = browser(three, "sato")
    answer = nurse.post("/patients/search/", {"q": "やまだ"})
    assert answer.status_code == 200
    assert "山田 ハナ" in answer.content.decode()
    assert nurse.get("/patients/search/", {"q": "やまだ"}).status_code == 405
    assert "髙﨑" in nurse.get("/patients/", {"q": "やまだ"}).content.decode()


@pytest.mark.parametrize("word", ["x" * 101, "や\x00", "や\x1b"])
def test_a_word_that_cannot_be_is_refused(three: World, word: str) -> None:
    assert browser(three, "sato").post("/patients/search/", {"q": word}).status_code == 422


@pytest.mark.parametrize("word", ["%", "_", "'", "<b>", "' OR 1=1 --", "🙂"])
def test_odd_words_find_nobody_and_break_nothing(three: World, word: str) -> None:
    answer = browser(three, "sato").post("/patients/search/", {"q": word})
    assert answer.status_code == 200
    assert "見つかりませんでした" in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_the_trace_names_whom_a_search_showed(three: World) -> None:
    my_patients(three.actor("tanaka"), "たかさき")
    shown = [
        event.compartments
        for event in events(TraceSealer.of(clock.now()))
        if event.standing == "search"
    ]
    assert shown[-1] == (str(three.room("P8")),)


@pytest.mark.django_db(transaction=True)
def test_thirty_patients_take_as_many_statements_as_one(three: World) -> None:
    nurse = three.actor("sato")
    counts = [statements(nurse)]
    for number in range(30):
        register(nurse, number)
    assert len(my_patients(nurse)) == 32
    counts.append(statements(nurse))
    assert counts == [(STATEMENTS_OF_THE_LIST, STATEMENTS_OF_A_SEARCH)] * 2


def statements(actor: Actor) -> tuple[int, int]:
    my_patients(actor)
    taken = []
    for word in ("", "0000990011"):
        with CaptureQueriesContext(connection) as captured:
            assert my_patients(actor, word)
        taken.append(len(captured))
    return taken[0], taken[1]


def register(actor: Actor, number: int) -> None:
    demographics = Demographics("試", f"{number}", "ためし", "いち", clock.now().date(), Sex.OTHER)
    consent = ConsentGiven(
        ConsentKind.PAPER, clock.now().date(), frozenset({actor.organization_id})
    )
    items = (Item(ItemKind.ALLERGY, {"text": "卵", "detail": ""}),)
    register_patient(actor, Registration(demographics, consent, items=items))
