"""写真・書類: who sees which files of a patient, in whose words, and what is never shown."""

from typing import Any

import pytest

from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.picturing import days_ago, document, gallery, listed, photo, sent, shown
from tests.journeys.picturing import spoken_of as speak
from tests.journeys.test_wounds import SACRUM, text, write
from tests.sending import Sending, check_all
from tests.sharing.staffing import traces
from tests.world import World


def test_the_team_finds_all_pictures_by_the_day_they_were_taken(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    old, new = (sent(nurse, photo(days_ago(days))) for days in (9, 1))
    memo = sent(nurse, "滲出液あり".encode(), "観察.txt")
    entry = speak(nurse, {"id": new, "caption": "洗浄後"}, {"id": old}, {"id": memo})
    html = gallery(doctor)
    assert shown(html) == [memo, new, old], "the newest first, whatever the entry's own order"
    said = text("<main" + html)
    days = [f"{day.month}/{day.day}（" for day in (days_ago(0), days_ago(1), days_ago(9))]
    assert [said.index(day) for day in days] == sorted(said.index(day) for day in days)
    assert "洗浄後" in said
    assert "観察.txt" in said
    assert f"#entry-{entry['id']}" in html
    deed = traces()[-1]
    assert (deed.action, deed.entity) == ("attachment:read", "pictures")


def test_the_gallery_stands_among_the_pages_of_the_patient(world: World) -> None:
    nurse = Device.of(world, "sato")
    page = nurse.client.get(f"/patients/{nurse.room}/pictures/").content.decode()
    assert f'href="/patients/{nurse.room}/pictures/" aria-current="page"' in page
    assert "写真・書類はまだありません" in page


def test_a_stranger_finds_no_picture(world: World) -> None:
    nurse, stranger = Device.of(world, "sato"), Device.of(world, "kato")
    speak(nurse, {"id": sent(nurse)})
    stranger.room = nurse.room
    for page in ("pictures/", "wounds/"):
        gallery(stranger, page=page)
        assert stranger.status == 404
        assert traces()[-1].outcome == "denied"
    stranger.get("pictures")
    assert stranger.status == 404


def test_what_was_taken_back_is_shown_in_no_gallery(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    kept, gone = sent(nurse), sent(nurse)
    speak(nurse, {"id": kept, "wound": "1", "site": "sacrum"})
    entry = speak(nurse, {"id": gone, "wound": "1", "site": "sacrum", "caption": "別の方の写真"})
    assert set(shown(gallery(doctor))) == {kept, gone}
    nurse.send(f"entries/{entry['id']}/retraction", {
        "id": str(uuid7()), "reason": "wrong-patient", "text": ""})  # fmt: skip
    for query in ("", "?wound=1"):
        html = gallery(doctor, query)
        assert shown(html) == [kept]
        assert "別の方の写真" not in html
        assert listed(doctor, query) == [kept]


def test_only_what_an_entry_speaks_of_and_what_was_found_clean_is_shown(world: World) -> None:
    nurse = Device.of(world, "sato")
    lonely, refused, waiting = Sending(nurse, photo()), Sending(nurse, b"\0broken"), uuid7()
    for sending in (lonely, refused):
        sending.whole()
    check_all()
    entry = speak(nurse, {"id": refused.id}, {"id": str(waiting)})
    assert [one["state"] for one in entry["attachments"]] == ["refused", "awaited"]
    assert shown(gallery(nurse)) == []


def test_an_amendment_changes_what_is_said_of_a_picture_and_which_are_shown(world: World) -> None:
    nurse = Device.of(world, "sato")
    one, two = sent(nurse), sent(nurse)
    entry = speak(nurse, {"id": one, "caption": "右踵"}, {"id": two, "caption": "右踵"})
    body = {"id": str(uuid7()), "text": "写真をつけます。", "reason": "左右の誤り",
            "attachments": [{"id": two, "caption": "左踵"}]}  # fmt: skip
    nurse.send(f"entries/{entry['id']}/amendments", body)
    html = gallery(nurse)
    assert shown(html) == [two]
    assert ("左踵" in html, "右踵" in html) == (True, False)


def test_one_kind_or_one_wound_alone_can_be_chosen(world: World) -> None:
    nurse = Device.of(world, "sato")
    write(nurse, 3, SACRUM)
    sore, heel, letter = sent(nurse), sent(nurse), sent(nurse, document(2), "紹介状.pdf")
    speak(
        nurse,
        {"id": sore, "wound": "1", "site": "sacrum"},
        {"id": heel, "wound": "2", "site": "right-heel"},
        {"id": letter},
    )
    assert shown(gallery(nurse, "?kind=document")) == [letter]
    assert shown(gallery(nurse, "?wound=1")) == [sore]
    assert shown(gallery(nurse, "?wound=2&kind=document")) == []
    html = gallery(nurse)
    assert "創1 仙骨部" in html
    assert 'href="?wound=2"' in html, "a number that only a picture tells can be chosen too"
    assert "2ページ" in html


@pytest.mark.parametrize(
    "query", ["?kind=nothing", "?wound=x", "?wound=1234", "?page=0", "?page=1000", "?page=-1"]
)
def test_what_cannot_be_chosen_is_absent(world: World, query: str) -> None:
    nurse = Device.of(world, "sato")
    gallery(nurse, query)
    assert nurse.status == 404


def test_sixty_stand_on_a_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("messaging.queries.pictures.PAGE", 3)
    nurse = Device.of(world, "sato")
    files = [sent(nurse, photo(days_ago(days))) for days in range(7)]
    speak(nurse, *({"id": one, "wound": "1"} for one in files))
    for wound in ("", "wound=1&"):
        pages = [gallery(nurse, f"?{wound}page={number}") for number in (1, 2, 3, 4)]
        assert [shown(page) for page in pages] == [files[:3], files[3:6], files[6:], []]
    assert 'href="?page=2"' in gallery(nurse)


def test_pictures_stand_under_their_wound_the_oldest_first(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    write(nurse, 9, SACRUM)
    old, new, other = (sent(nurse, photo(days_ago(days))) for days in (9, 2, 1))
    said = {"wound": "1", "site": "sacrum"}
    speak(nurse, {"id": new, **said}, {"id": old, **said}, {"id": other, "wound": "7"})
    html = gallery(doctor, page="wounds/")
    assert shown(html) == [old, new]
    assert f'data-compare="{old} {new}"' in html
    assert "最初と最後を並べて見る" in html


def test_entries_with_files_are_found_among_the_others(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    nurse.post("写真のない報告です。")
    entry = speak(nurse, {"id": sent(nurse)}, text="")
    pages = [doctor.get(f"before/0?{query}")["entries"] for query in ("", "attachments=1")]
    assert [len(page) for page in pages] == [2, 1]
    assert pages[1][0]["id"] == entry["id"]
    found = _searched(doctor, attachments="1")
    assert found.count("list-row") == 1
    assert "写真・ファイル" in found
    assert _searched(doctor, q="報告").count("list-row") == 1
    assert "見つかりませんでした" in _searched(doctor, q="報告", attachments="1")


def _searched(device: Device, **wanted: Any) -> str:
    place = f"/patients/{device.room}/search/"
    device.client.post(place, wanted)
    return device.client.get(place).content.decode().partition('id="found-title"')[2]
