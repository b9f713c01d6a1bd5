"""Find again: what was written is found as people type it, and only by who may read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.queries import events
from sharing import clock
from sharing.actions.care_team import remove_member
from sharing.actions.consent import withdraw_consent
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.searching import Searcher
from tests.world import World, build


@pytest.fixture
def two(db: None) -> World:
    """The nurse and the physician are on both patients' teams, the stranger on none."""
    return build(["sato", "tanaka", "nakamura", "kato"], ["P1", "P8"])


def wrote(
    world: World, text: str, person: str = "sato", patient: str = "P1", **more: object
) -> str:
    entry: str = Device.of(world, person, patient).post(text, **more)["id"]
    return entry


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("下腿に浮腫あり", "浮腫"),
        ("アムロジピン 5mg 内服", "ｱﾑﾛｼﾞﾋﾟﾝ"),
        ("ｱﾑﾛｼﾞﾋﾟﾝ 5㎎ 内服", "アムロジピン ５ｍｇ"),
        ("フロセミド 20mg", "ふろせみど20mg"),
        ("ワルファリン 1.5mg", "1.5mg"),
        ("SpO2 は 93 %", "ｓｐｏ２"),
        ("頸部の囊胞", "頚部　嚢胞"),
        ("シャワー浴", "しやわー"),
        ("熱", "熱"),
        ("100% 安全", "%"),
    ],
)
def test_an_entry_is_found_however_it_was_written_and_typed(
    world: World, written: str, typed: str
) -> None:
    entry = wrote(world, written)
    wrote(world, "変わりなし。")
    nurse = Searcher.of(world, "sato")
    assert nurse.ids(typed) == [entry]
    assert nurse.ids(typed, world.room("P1")) == [entry]


def test_every_word_must_stand_in_one_entry(world: World) -> None:
    both = wrote(world, "踵部の発赤、褥瘡の疑い")
    wrote(world, "踵部は乾燥")
    wrote(world, "褥瘡なし")
    assert Searcher.of(world, "sato").ids("褥瘡 踵部") == [both]


def test_a_dose_is_not_mistaken_for_another(world: World) -> None:
    wrote(world, "リスペリドン 15mg")
    assert Searcher.of(world, "sato").ids("1.5mg") == []


def test_soap_and_remarks_on_vitals_are_searched_and_names_are_not(world: World) -> None:
    vitals = [{"condition": "rest", "comment": "入浴直後", "values": {"pulse": {"value": "78"}}}]
    entry = wrote(world, "", kind="visit-note", soap={"s": "眠れない"}, vitals=vitals)
    nurse = Searcher.of(world, "sato")
    assert nurse.ids("眠れない") == nurse.ids("入浴直後") == [entry]
    assert nurse.ids("佐藤") == []


def test_what_was_found_is_marked_and_leads_to_the_entry(world: World) -> None:
    entry = wrote(world, "朝のｱﾑﾛｼﾞﾋﾟﾝを<b>飲み忘れ</b>")
    found = Searcher.of(world, "sato").find("アムロジピン")
    assert found.marked == ["ｱﾑﾛｼﾞﾋﾟﾝ"]
    assert f"/patients/{world.room('P1')}/#entry-{entry}" in found.text
    assert "を&lt;b&gt;飲み忘れ" in found.source


def test_the_newest_stand_first_and_the_pages_follow_without_gap(world: World) -> None:
    now = clock.now()
    entries = [
        wrote(world, f"浮腫 {number}", captured_at=(now - timedelta(hours=number)).isoformat())
        for number in range(53)
    ]
    nurse = Searcher.of(world, "sato")
    first = nurse.find("浮腫")
    second = nurse.page(first.older)
    assert (first.entries, first.count) == (entries[:50], 53)
    assert (second.entries, second.count, second.older) == (entries[50:], 53, "")


def test_only_what_i_may_read_is_found_and_counted(two: World) -> None:
    mine = wrote(two, "仙骨部に褥瘡")
    other = wrote(two, "褥瘡の処置", patient="P8")
    assert Searcher.of(two, "sato").find("褥瘡").count == 2
    assert set(Searcher.of(two, "sato").ids("褥瘡")) == {mine, other}
    helper = Searcher.of(two, "nakamura").find("褥瘡")
    assert (helper.entries, helper.count) == ([mine], 1)
    stranger = Searcher.of(two, "kato").find("褥瘡")
    assert (stranger.entries, stranger.count) == ([], 0)
    assert "0件" in stranger.text


def test_a_stranger_finds_no_such_page(world: World) -> None:
    stranger = Searcher.of(world, "kato")
    assert stranger.find("褥瘡", world.room("P1")).status == 404
    assert stranger.page(f"/patients/{world.room('P1')}/search/").status == 404


def test_who_left_the_team_finds_nothing_any_more(world: World) -> None:
    wrote(world, "仙骨部に褥瘡")
    doctor = Searcher.of(world, "tanaka")
    assert doctor.find("褥瘡").count == 1
    remove_member(world.actor("sato"), world.room("P1"), world.role("tanaka"))
    assert doctor.find("褥瘡").count == 0
    assert doctor.find("褥瘡", world.room("P1")).status == 404


def test_without_consent_nothing_is_found(world: World) -> None:
    wrote(world, "仙骨部に褥瘡")
    doctor = Searcher.of(world, "tanaka")
    assert doctor.find("褥瘡").count == 1
    withdraw_consent(world.actor("sato"), world.room("P1"), world.organization("O2"))
    assert doctor.find("褥瘡").count == 0


def test_what_was_taken_back_is_not_found(world: World) -> None:
    nurse, device = Searcher.of(world, "sato"), Device.of(world, "sato")
    entry = wrote(world, "別の方の褥瘡")
    assert nurse.find("褥瘡").count == 1
    device.send(f"entries/{entry}/retraction", {"id": str(uuid7()), "reason": "wrong-patient"})
    assert device.status == 201
    found = nurse.find("褥瘡")
    assert (found.entries, found.count) == ([], 0)


def test_an_amended_entry_is_found_by_its_words_of_now_only(world: World) -> None:
    nurse, device = Searcher.of(world, "sato"), Device.of(world, "sato")
    entry = wrote(world, "右踵に褥瘡")
    assert nurse.ids("右踵") == [entry]
    change = {"id": str(uuid7()), "text": "左踵に褥瘡", "reason": "左右の書きまちがい"}
    device.send(f"entries/{entry}/amendments", change)
    assert nurse.ids("右踵") == []
    assert nurse.ids("左踵") == [entry]


def test_filters_narrow_down_and_say_how_many_they_would_leave(world: World) -> None:
    report = wrote(world, "浮腫あり", purpose="report")
    asked = wrote(
        world, "浮腫について", purpose="consult", to=[{"kind": "role", "id": "physician"}]
    )
    answer = wrote(world, "浮腫は経過観察", "tanaka", purpose="notice")
    nurse = Searcher.of(world, "sato")
    assert nurse.ids("浮腫", purpose="consult") == [asked]
    assert nurse.ids("浮腫", profession="physician") == [answer]
    assert set(nurse.ids("浮腫", person=str(world.role("sato")))) == {report, asked}
    assert set(Searcher.of(world, "tanaka").ids("浮腫", mine="1")) == {asked, answer}
    assert nurse.ids("", purpose="consult") == [asked]
    both = nurse.find("浮腫", purpose="consult", profession="physician")
    assert (both.entries, both.count) == ([], 0)


def test_days_are_those_of_the_writing_and_both_ends_count(world: World) -> None:
    now = clock.now()
    last_week = wrote(world, "発熱", captured_at=(now - timedelta(days=7)).isoformat())
    today = wrote(world, "発熱続く")
    day = timezone.localdate(now - timedelta(days=7)).isoformat()
    nurse = Searcher.of(world, "sato")
    assert nurse.ids("発熱", first=day, last=day) == [last_week]
    assert nurse.ids("発熱", last=day) == [last_week]
    assert nurse.ids("発熱", first=day) == [today, last_week]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("あ" * 201, "201 文字"),
        ("熱" * 500, "500 文字"),
        ("a b c d e f g h i j k l m n o p q r s t u", "20個まで"),
        ("・、。", "文字または数字"),
        ("熱\x00", "保存できない文字"),
    ],
)
def test_what_cannot_be_looked_for_is_answered_with_a_sentence(
    world: World, words: str, sentence: str
) -> None:
    nurse = Searcher.of(world, "sato")
    for room in (None, world.room("P1")):
        refused = nurse.find(words, room)
        assert refused.status == 422
        assert sentence in refused.text


@pytest.mark.parametrize(
    "words",
    ["_", "*", "\\", "'; DROP TABLE--", "<script>", "{{ 7*7 }}", "🙂", "ﷺ", "Ω≈ç√", "[a-z]+"],
)
def test_odd_words_find_nothing_and_break_nothing(world: World, words: str) -> None:
    wrote(world, "変わりなし。")
    found = Searcher.of(world, "sato").find(words)
    assert (found.status, found.count) == (200, 0)


def test_an_empty_search_shows_the_form_again(world: World) -> None:
    nurse = Searcher.of(world, "sato")
    nurse.find("浮腫")
    assert nurse.find("").count == -1


def test_the_words_come_back_after_a_look_at_an_entry_and_in_no_address(world: World) -> None:
    nurse = Searcher.of(world, "sato")
    wrote(world, "浮腫あり")
    nurse.find("浮腫")
    assert 'value="浮腫"' in nurse.page("/search/").text
    assert nurse.page(f"/patients/{world.room('P1')}/search/").count == -1


def test_the_trace_says_that_was_searched_and_whose_rooms_were_shown(two: World) -> None:
    wrote(two, "褥瘡の処置", patient="P8")
    Searcher.of(two, "sato").find("褥瘡")
    Searcher.of(two, "sato").find("褥瘡", two.room("P1"))
    traced = [
        (event.standing, event.entity, event.compartments)
        for event in events(TraceSealer.of(clock.now()))
        if event.entity == "search"
    ]
    assert ("search", "search", (str(two.room("P8")),)) in traced
    assert ("care-team", "search", (str(two.room("P1")),)) in traced
    assert "褥瘡" not in str([*events(TraceSealer.of(clock.now()))])


@pytest.mark.parametrize("place", ["/search/", "/patients/{room}/search/"])
def test_a_search_can_be_cleared_and_then_nothing_of_it_is_kept(world: World, place: str) -> None:
    wrote(world, "下腿に浮腫あり")
    client, path = Device.of(world, "sato").client, place.format(room=world.room("P1"))
    assert "検索を消す" not in client.get(path).content.decode()
    client.post(path, {"q": "浮腫"})
    found = client.get(path).content.decode()
    assert "検索を消す" in found
    assert 'value="浮腫"' in found
    assert client.post(path, {}).status_code == 302
    cleared = client.get(path).content.decode()
    assert "浮腫" not in cleared
    assert "検索を消す" not in cleared
