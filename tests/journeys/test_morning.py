"""One morning of the demo region: each sees what concerns them, works, and others see what came
of it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from sharing import clock
from sharing.uuid7 import uuid7
from tests.morning import BY_NOON, FRIDAY, Morning, at, form, friday_morning, words
from tests.morning_notes import doubled, fever, left_over

pytestmark = pytest.mark.django_db
HOSPITAL, NAMESAKE = "入院中（霧沢中央病院 4階東病棟）", "同じお名前の方がいます"
ASKED, ORDERS, APPROVE = "あなたへの依頼・相談", "指示", "あなたの承認待ち"
RESULTS, ORAL = "出した指示の結果報告", "口頭指示（文書待ち）"


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Morning]:
    """The region is told once; each test takes its own work back."""
    with django_db_blocker.unblock(), friday_morning() as morning:
        yield morning


@pytest.fixture
def morning(told: Morning, db: None) -> Iterator[Morning]:
    with clock.at(FRIDAY):
        yield told


def test_the_nurse_sees_her_visits_and_her_orders_and_no_question_to_others(
    morning: Morning,
) -> None:
    nurse = morning.person("sato")
    assert nurse.visits() == [
        "7:45～8:30 遠藤 清 訪問済み 7:45～",
        "8:40～9:00 山田 ハナ 訪問済み 8:42～",
        "10:00～10:45 髙﨑 𠮷男 訪問中 9:57～",
        "11:45～12:30 石川 ヨシ 予定",
        "14:00～15:00 佐々木 トミ 予定 休止",
        "16:30～17:15 山田 ハナ 予定",
    ]
    assert nurse.asked() == {
        ORDERS: ["指示 遠藤 清（田中 誠一）", "指示受け 山田 ハナ（田中 誠一）"],
    }
    assert nurse.asked("/inbox/") == {
        "まだ受けていない指示": ["指示 遠藤 清（田中 誠一）"],
        "引き受け済み": ["依頼 遠藤 清 看護師（中村 由美）"],
    }
    door = words(nurse.card("P6", "11:45"))
    for known in ("電波 携帯電話は圏外", "駐車 集会所の前", "三男様の腰痛と疲れを聞く", "在宅"):
        assert known in door


def test_the_physician_is_asked_by_name_and_is_told_what_each_takes(morning: Morning) -> None:
    physician = morning.person("tanaka")
    assert physician.visits() == []
    assert physician.asked() == {
        ASKED: [
            f"依頼 佐々木 トミ {HOSPITAL}（佐藤 美咲）",
            "相談 髙﨑 𠮷男（佐藤 美咲）",
            f"相談 山田 花 {NAMESAKE}（大野 恵）",
            "相談 石川 ヨシ（佐藤 美咲）",
            "依頼 木村 正夫 逝去（鈴木 陽子）",
            "依頼 髙﨑 𠮷男（鈴木 陽子）",
            "相談 阿部 光（大野 恵）",
            f"連絡 佐々木 トミ {HOSPITAL}（高橋 直樹）",
        ]
    }
    assert physician.asked("/inbox/").get("まだだれも受けていません") is None
    assert "アピキサバン錠 2.5mg" in words(physician.page("/"))


def test_the_pharmacist_is_asked_about_medicines_and_nothing_else(morning: Morning) -> None:
    pharmacist = morning.person("ito")
    assert pharmacist.visits() == []
    assert pharmacist.asked() == {
        ASKED: [
            "依頼 石川 ヨシ（佐藤 美咲）",
            f"依頼 山田 ハナ {NAMESAKE}（田中 誠一）",
            "依頼 石川 ヨシ（佐藤 美咲）",
            f"依頼 山田 花 {NAMESAKE}（大野 恵）",
            "依頼 木村 正夫 逝去（鈴木 陽子）",
            f"連絡 佐々木 トミ {HOSPITAL}（高橋 直樹）",
        ]
    }
    assert pharmacist.asked("/inbox/") == {}


def test_the_helper_sees_her_visits_her_own_asks_and_what_was_written_for_her(
    morning: Morning,
) -> None:
    helper = morning.person("nguyen")
    assert helper.visits() == [
        "7:30～8:30 髙﨑 𠮷男 訪問済み 7:30～",
        "17:45～18:30 山田 ハナ 予定",
    ]
    assert helper.asked() == {
        ASKED: ["依頼 髙﨑 𠮷男（佐藤 美咲）", "依頼 山田 ハナ（佐藤 美咲）"],
        APPROVE: ["報告 山田 ハナ（中村 由美）"],
    }
    assert helper.asked("/inbox/") == {}


def test_the_care_manager_is_asked_about_services_and_the_discharge(morning: Morning) -> None:
    manager = morning.person("suzuki")
    assert manager.visits() == []
    assert manager.asked() == {
        ASKED: [
            f"依頼 佐々木 トミ {HOSPITAL}（高橋 直樹）",
            "相談 山田 ハナ（田中 誠一）",
            "相談 石川 ヨシ（佐藤 美咲）",
            f"連絡 佐々木 トミ {HOSPITAL}（高橋 直樹）",
        ]
    }
    assert manager.asked("/inbox/") == {}


def test_the_nurse_visits_writes_once_and_each_gets_their_part(morning: Morning) -> None:
    nurse = morning.person("sato")
    before = {key: morning.person(key).asked() for key in ("nguyen", "suzuki")}
    room, card = nurse.room("P6"), nurse.card("P6", "11:45")
    begin = re.search(r'action="([^"]+)start/"', card)
    assert begin
    visit = nurse.send(f"{begin[1]}start/", {"at": at(9, 40)}, 200)["visit"]
    for point in re.findall(r'data-point="([^"]+)"', card):
        nurse.send(f"/rooms/{room}/handovers/{point}/tick", {}, 204)

    written = nurse.post("P6", **fever(visit))
    nurse.send(f"{begin[1]}end/", {"at": at(10, 5)}, 200)

    assert nurse.visits()[3] == "11:45～12:30 石川 ヨシ 訪問済み 9:40～"
    points = nurse.page(f"/patients/{room}/handovers/")
    assert re.findall(r'class="point-text">(.*?)<', points) == ["夜の洗浄のあと、体温をはかる"]
    assert len(written["parts"]) == 2
    physician = morning.person("tanaka").asked()[ASKED]
    assert physician.count("相談 石川 ヨシ（佐藤 美咲）") == 2
    assert not any("依頼 石川" in card for card in physician)
    pharmacist = morning.person("ito").asked()[ASKED]
    assert pharmacist.count("依頼 石川 ヨシ（佐藤 美咲）") == 3
    assert not any("相談" in card for card in pharmacist)
    assert {key: morning.person(key).asked() for key in before} == before
    assert "発熱のため入浴は中止です。" in words(morning.person("suzuki").page("/"))


def test_the_physician_answers_orders_and_writes_down_what_he_said(morning: Morning) -> None:
    physician, nurse = morning.person("tanaka"), morning.person("sato")
    physician.answer("P4", physician.entry_of("P4", "相談"), "next-visit")
    assert not any("山田 花" in card for card in physician.asked()[ASKED])

    given = physician.post(
        "P8",
        kind="order",
        purpose="order",
        to=[{"kind": "role", "id": "nurse", "reply_by": BY_NOON}],
        in_reply_to=physician.entry_of("P8", "相談"),
        form=form("order", category=["test"], content="採尿をお願いします。", given="written"),
    )
    assert "相談 髙﨑 𠮷男（佐藤 美咲）" not in physician.asked()[ASKED]
    assert "指示 髙﨑 𠮷男（田中 誠一）" in nurse.asked()[ORDERS]
    order = given["orders"][0]["id"]
    for step, said in (("take", ""), ("do", ""), ("report", "採尿し、検査へ出しました。")):
        nurse.step("P8", order, step, said)
    assert not any("髙﨑" in card for card in nurse.asked()[ORDERS])
    assert physician.asked()[RESULTS] == ["結果報告 髙﨑 𠮷男（田中 誠一）"]
    physician.step("P8", order, "accept")
    assert RESULTS not in physician.asked()

    by_telephone = nurse.post(
        "P8",
        kind="order",
        purpose="order",
        proxy_for=physician.role,
        to=[{"kind": "role", "id": "nurse"}],
        form=form(
            "order", content="水分を1日1,000 mLまで。", given="oral", read_back=True,
            category=["observation"],
        ),
    )  # fmt: skip
    assert physician.asked()[APPROVE] == ["指示 髙﨑 𠮷男（佐藤 美咲）"]
    assert morning.person("ogawa").asked()[ORAL] == ["指示 髙﨑 𠮷男（田中 誠一）"]
    physician.step("P8", by_telephone["orders"][0]["id"], "write")
    assert APPROVE not in physician.asked()
    assert ORAL not in morning.person("ogawa").asked()
    assert "指示 髙﨑 𠮷男（田中 誠一）" in nurse.asked()[ORDERS]


def test_the_pharmacist_takes_on_counts_and_changes_the_list(morning: Morning) -> None:
    pharmacist, nurse = morning.person("ito"), morning.person("sato")
    whose = {"kind": "role", "id": "pharmacist"}
    wanted = nurse.post("P8", purpose="request", text="一包化の相談です。", to=[whose])
    assert pharmacist.asked("/inbox/") == {
        "まだだれも受けていません": ["依頼 髙﨑 𠮷男 薬剤師（佐藤 美咲）"]
    }
    claim = {"id": str(uuid7()), "kind": "role", "who": "pharmacist"}
    path = f"/rooms/{pharmacist.room('P8')}/entries/{wanted['id']}/claim"
    pharmacist.send(path, claim)
    assert pharmacist.asked("/inbox/") == {"引き受け済み": ["依頼 髙﨑 𠮷男 薬剤師（佐藤 美咲）"]}

    boxes = pharmacist.entry_of("P1", "カレンダーの入れ替え")
    visited = pharmacist.post("P1", **left_over(boxes))
    assert not any("山田 ハナ" in card for card in pharmacist.asked()[ASKED])
    room = pharmacist.room("P1")
    medicines = pharmacist.page(f"/patients/{room}/medicines/")
    assert "2個" in words(medicines)
    change = re.search(r'フロセミド錠.*?href="(/patients/[^"]+/change/)', medicines, re.DOTALL)
    assert change
    answer = pharmacist.client.post(
        change[1], urlencode(doubled(visited["id"])), "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 302, words(answer.content.decode())
    assert "1回2錠 1日1回 朝食後" in words(morning.person("ogawa").page("/"))


def test_something_different_is_asked_of_the_nurses_and_of_nobody_else(morning: Morning) -> None:
    helper = morning.person("nguyen")
    helper.answer("P1", helper.entry_of("P1", "中村 由美"), "approved")
    assert APPROVE not in helper.asked()
    before = {key: morning.person(key).asked() for key in ("tanaka", "ito", "suzuki")}
    helper.post(
        "P1",
        kind="helper-note",
        purpose="consult",
        to=[{"kind": "role", "id": "nurse", "reply_by": BY_NOON}],
        form=form(
            "helper-note", started_at=at(9, 0), ended_at=at(9, 45), eaten="4",
            unusual=["breathless", "swollen"], note="いきが あらいです。",
        ),
    )  # fmt: skip
    nurse = morning.person("sato")
    assert nurse.asked()[ASKED] == ["相談 山田 ハナ（グエン ティ・ラン）"]
    assert {key: morning.person(key).asked() for key in before} == before

    nurse.answer("P1", nurse.entry_of("P1", "グエン ティ・ラン"), "acknowledged")
    assert ASKED not in nurse.asked()


def test_the_care_manager_records_copies_and_the_hospital_takes_on(morning: Morning) -> None:
    manager = morning.person("suzuki")
    record = manager.post(
        "P6",
        kind="care-manager-record",
        in_reply_to=manager.entry_of("P6", "三男様に疲れ"),
        form=form(
            "care-manager-record", contact="telephone", contact_at=at(9, 50),
            contact_with="三男 石川 三郎様", contact_text="短期入所の希望を確認した。",
            course="短期入所を来月から利用する方向で調整。",
        ),
    )  # fmt: skip
    assert not any("石川" in card for card in manager.asked()[ASKED])
    room = manager.room("P6")
    copied = manager.client.get(f"/rooms/{room}/entries/{record['id']}/copy/care-manager").json()
    assert "短期入所を来月から利用する方向で調整。" in copied["text"]
    assert "石川 三郎" in copied["text"]

    social_worker, ward = morning.person("takahashi"), morning.person("mori")
    free = "まだだれも受けていません"
    asked = [f"依頼 佐々木 トミ {HOSPITAL} 霧沢中央病院（鈴木 陽子）"]
    assert social_worker.asked("/inbox/")[free] == ward.asked("/inbox/")[free] == asked
    page = social_worker.page("/inbox/")
    row = re.search(r'data-entry="([^"]+)" data-room="([^"]+)"', page)
    assert row
    claim = {
        "id": str(uuid7()), "kind": "organization", "who": social_worker.organization,
    }  # fmt: skip
    social_worker.send(f"/rooms/{row[2]}/entries/{row[1]}/claim", claim)
    assert ward.asked("/inbox/") == {"引き受け済み": asked}
    assert "高橋 直樹" in words(ward.page("/inbox/"))
