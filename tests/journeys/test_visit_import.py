"""A week's plan from a file: a dry run that writes nothing, then one deed for each patient."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Leaf
from patients.actions.location import set_location
from patients.actions.visit import move_visit
from patients.models import VisitSeries
from patients.queries.visit import visits_of
from patients.queries.visit_import import Outcome, judged
from patients.visit_plan import Change, Occurrence
from patients.visit_plan_csv import read
from patients.vocabulary import Location
from sharing.actions.care_team import add_member
from sharing.models import Compartment
from tests import world as worlds
from tests.device import Device
from tests.journeys.visiting import MONDAY, at, moment, plan
from tests.world import World

HEAD = "日付,開始,終了,利用者,訪問者,区分"
PATH = "/visits/import/"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """ono knows P1, P2 and P4, sato knows P1, P2 and P8. It is Monday, 7:00."""
    with moment("07:00"):
        world = worlds.build(
            ("sato", "ono", "tanaka", "suzuki", "nakamura", "kato"), ("P1", "P2", "P4", "P8")
        )
        add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
        yield world


def row(patient: str = "山田 ハナ", visitor: str = "佐藤 美咲", day: str = "2026-06-02",
        begins: str = "10:00", ends: str = "11:00", kind: str = "定期") -> str:  # fmt: skip
    return f"{day},{begins},{ends},{patient},{visitor},{kind}"


def text_of(*rows: str) -> str:
    return "\r\n".join([HEAD, *rows]) + "\r\n"


def outcomes(world: World, *rows: str, who: str = "sato") -> list[str]:
    return [one.outcome for one in judged(world.actor(who), read(text_of(*rows)))]


def send(client: Client, text: str, *, take: bool = False) -> str:
    answer = client.post(PATH, {"text": text, **({"take": "yes"} if take else {})})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (row(), Outcome.NEW),
        (row(patient="やまだ　はな"), Outcome.NEW),
        (row(patient="ﾔﾏﾀﾞ ﾊﾅ"), Outcome.NEW),
        (row(patient="0000990011"), Outcome.NEW),
        (row(visitor="佐藤"), Outcome.NEW),
        (row(visitor="さとう みさき", kind="緊急"), Outcome.NEW),
        (row(begins="23:30", ends="0:30"), Outcome.NEW),
        (row(patient="山本 花子"), Outcome.UNKNOWN_PATIENT),
        (row(patient=""), Outcome.UNKNOWN_PATIENT),
        (row(patient="山田"), Outcome.UNKNOWN_PATIENT),
        (row(patient="=1+1"), Outcome.UNKNOWN_PATIENT),
        (row(visitor="青木"), Outcome.UNKNOWN_VISITOR),
        (row(visitor=""), Outcome.UNKNOWN_VISITOR),
        (row(visitor="田中 誠一"), Outcome.OTHER_ORGANIZATION),
        (row(patient="髙﨑 𠮷男", visitor="大野 恵"), Outcome.NOT_ON_TEAM),
        (row(day="2026-02-30"), Outcome.BAD_DATE),
        (row(day="2036-06-02"), Outcome.BAD_DATE),
        (row(day=""), Outcome.BAD_DATE),
        (row(begins="11:00", ends="11:00"), Outcome.BAD_TIME),
        (row(begins="朝"), Outcome.BAD_TIME),
        (row(kind="ごみ出し"), Outcome.BAD_KIND),
    ],
)
def test_what_would_become_of_a_line(world: World, line: str, outcome: Outcome) -> None:
    assert outcomes(world, line) == [outcome]


def test_two_patients_with_one_reading_are_ambiguous_and_their_names_tell_them_apart(
    world: World,
) -> None:
    rows = [row(patient=name, visitor="大野") for name in ("やまだ はな", "山田 ハナ", "山田 花")]
    found = judged(world.actor("ono"), read(text_of(*rows)))
    assert [one.outcome for one in found] == [Outcome.AMBIGUOUS, Outcome.NEW, Outcome.NEW]
    assert [one.room for one in found] == [None, world.room("P1"), world.room("P4")]


def test_a_patient_whose_team_i_am_not_on_is_as_unknown_as_nobody(world: World) -> None:
    """Neither by name nor by number; the answer for one who does not exist is the same."""
    hidden = [row(patient=who, visitor="大野") for who in ("髙﨑 𠮷男", "たかさき よしお", "山本")]
    assert outcomes(world, *hidden, who="ono") == [Outcome.UNKNOWN_PATIENT] * 3
    assert outcomes(world, row(), who="kato") == [Outcome.UNKNOWN_PATIENT]


def test_looking_writes_nothing_and_taking_writes_the_good_lines_only(world: World) -> None:
    client = Device.of(world, "sato").client
    text = text_of(row(), row(patient="髙﨑 𠮷男"), row(patient="だれか"), row())
    heads = list(Compartment.objects.order_by("pk").values_list("cursor", flat=True))
    shown = send(client, text)
    assert "2件を取り込む" in shown
    assert "だれか" in shown
    assert not VisitSeries.objects.exists()
    assert heads == list(Compartment.objects.order_by("pk").values_list("cursor", flat=True))

    leaves = Leaf.objects.count()
    assert "2件の訪問を予定に加えました" in send(client, text, take=True)
    assert VisitSeries.objects.count() == 2
    assert Leaf.objects.count() == leaves + 3, "one search, and one deed for each patient"


def test_the_same_file_twice_changes_nothing(world: World) -> None:
    client = Device.of(world, "sato").client
    text = text_of(row(), row(begins="14:00", ends="15:00"), row(visitor="大野 恵"))
    send(client, text, take=True)
    heads = list(Compartment.objects.order_by("pk").values_list("cursor", flat=True))
    again = send(client, text, take=True)
    assert "新しい訪問はありませんでした" in again
    assert VisitSeries.objects.count() == 3
    assert heads == list(Compartment.objects.order_by("pk").values_list("cursor", flat=True))


def test_what_the_plan_has_by_a_series_or_had_before_it_was_moved_is_known(world: World) -> None:
    visit = plan(world, days="火", begins="10:00")
    assert outcomes(world, row()) == [Outcome.KNOWN]
    change = Change(at("15:00"), at("16:00"), world.role("sato"))
    move_visit(world.actor("sato"), world.room("P1"), Occurrence(visit.plan, visit.day), change)
    assert outcomes(world, row()) == [Outcome.KNOWN], "it was moved, not forgotten"


def test_a_patient_who_left_care_gets_no_more_visits(world: World) -> None:
    set_location(world.actor("sato"), world.room("P1"), Location.DECEASED)
    assert outcomes(world, row()) == [Outcome.LEFT_CARE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_is_uploaded_looked_at_and_taken_without_touching_the_disk(
    world: World, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", nothing)
    monkeypatch.setattr("tempfile.mkstemp", nothing)
    client = Device.of(world, "sato").client
    file = SimpleUploadedFile("計画.csv", text_of(row()).encode(encoding), "text/csv")
    answer = client.post(PATH, {"file": file})
    assert answer.status_code == 200
    assert "1件を取り込む" in answer.content.decode()
    send(client, text_of(row()), take=True)
    (visit,) = visits_of(world.actor("sato"), MONDAY.replace(day=2))
    assert visit.visit.begins_at == at("10:00", MONDAY.replace(day=2))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "訪問の行がありません"),
        (HEAD, "訪問の行がありません"),
        ("名前\n山田", "見出しが足りません"),
        (text_of(*[row()] * 10_000), "1000行まで"),
        (f"{HEAD}\n{row()}\0", ""),
    ],
    ids=["empty", "header", "columns", "ten thousand", "nul"],
)
def test_what_is_no_plan_is_refused_with_a_sentence(world: World, text: str, sentence: str) -> None:
    client = Device.of(world, "sato").client
    answer = client.post(PATH, {"text": text, "take": "yes"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not VisitSeries.objects.exists()


def test_a_file_that_is_no_text_is_refused(world: World) -> None:
    client = Device.of(world, "sato").client
    file = SimpleUploadedFile("写真.csv", b"\x89PNG\r\n\x80\x81\xfe\xff\xff")
    answer = client.post(PATH, {"file": file})
    assert answer.status_code == 422
    assert "Shift_JIS" in answer.content.decode()


def test_a_formula_is_shown_as_the_text_it_is(world: World) -> None:
    client = Device.of(world, "sato").client
    said = '"=HYPERLINK(""http://example.invalid"")<script>"'
    shown = send(client, text_of(row(patient=said)))
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown.partition("<table")[2]
