"""The PDF, the copied text and the CSV say the same, field by field."""

import pytest

from patients.answer_text import sections
from patients.questionnaire import latest
from patients.sheet import Sheet
from patients.vitals import parse
from tests.device import Device
from tests.messaging.outputs.note import ANSWERS, VITALS, written
from tests.messaging.outputs.reading import fonts, pages, plain, table
from tests.world import World


@pytest.fixture
def nurse(world: World) -> Device:
    return Device.of(world, "sato")


def output(device: Device, entry: str, name: str) -> bytes:
    answer = device.client.get(f"/rooms/{device.room}/entries/{entry}/{name}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content


def copied(device: Device, entry: str, name: str) -> str:
    answer = device.client.get(f"/rooms/{device.room}/entries/{entry}/copy/{name}")
    text: str = answer.json()["text"]
    return text


def expected() -> list[tuple[str, str, str]]:
    """Straight from the one reading: link id, label, text."""
    stored = {"questionnaire": "visit-note", "version": 1, "answers": ANSWERS}
    found = sections(Sheet.load(stored), [parse(one) for one in VITALS])
    return [(line.link_id, line.label, line.text) for part in found for line in part.lines]


@pytest.mark.printing
def test_every_field_of_the_form_stands_in_all_of_them_alike(nurse: Device) -> None:
    entry = written(nurse)["id"]
    rows = {row["項目コード"]: row for row in table(output(nurse, entry, "record.csv"))}
    paper = plain("".join(pages(output(nurse, entry, "record.pdf"))))
    screen = plain(output(nurse, entry, "record/").decode().replace("&quot;", '"'))
    chart = plain(copied(nurse, entry, "chart"))
    short = copied(nurse, entry, "care-manager")
    fields = expected()
    assert len(fields) > 35
    for link_id, label, text in fields:
        assert rows[link_id]["表示"].removeprefix("'") == text, link_id
        assert rows[link_id]["項目"] == label
        for where in (paper, screen):
            assert plain(label) in where, (link_id, label)
            assert plain(text) in where, (link_id, text)
        if link_id not in ("started_at", "ended_at", "duration"):
            assert plain(text) in chart, (link_id, text)
    assert set(rows) == {link_id for link_id, _, _ in fields} | {"text", "asks.0"}
    said = [line.partition("：")[2] for line in short.splitlines() if "：" in line]
    texts = plain("".join(row["表示"] for row in rows.values()))
    assert all(plain(one) in texts for one in said)
    assert "36.4 ℃" in short
    assert "毎朝の体重を確認" in short


def test_a_number_and_its_unit_stand_apart_in_the_table(nurse: Device) -> None:
    rows = {row["項目コード"]: row for row in table(output(
        nurse, written(nurse)["id"], "record.csv"))}  # fmt: skip
    parted = {code: (rows[code]["値"], rows[code]["単位"], rows[code]["状態"]) for code in (
        "vitals.0.temp", "vitals.0.bp", "vitals.0.rr", "drunk_ml", "staple_eaten", "choking",
        "wounds.0.length",
    )}  # fmt: skip
    assert parted == {
        "vitals.0.temp": ("36.4", "℃", "value"),
        "vitals.0.bp": ("128/70", "mmHg", "value"),
        "vitals.0.rr": ("測定不能", "", "not-measured"),
        "drunk_ml": ("800", "mL/日", "value"),
        "staple_eaten": ("7", "割", "value"),
        "choking": ("実施せず（拒否）", "", "not-done"),
        "wounds.0.length": ("4", "cm", "value"),
    }


@pytest.mark.printing
def test_the_paper_names_the_patient_on_every_page_and_counts_them(nurse: Device) -> None:
    long = {"value": "特記事項です。" * 250}
    form = {"questionnaire": "visit-note", "version": 1, "answers": {**ANSWERS, "remarks": long}}
    found = pages(output(nurse, written(nurse, form=form)["id"], "record.pdf"))
    assert len(found) >= 2
    for number, page in enumerate(found, 1):
        assert "山田 ハナ（やまだ はな）" in page
        assert f"{number}/{len(found)}" in page
        assert "診療録ではありません" in page
        assert "出力：佐藤 美咲（看護師）" in page
    assert plain("訪問看護記録書Ⅱ") in plain(found[0])
    assert "介護保険" in found[0]


@pytest.mark.printing
def test_rare_letters_of_names_are_drawn_by_an_embedded_japanese_font(nurse: Device) -> None:
    pdf = output(nurse, written(nurse)["id"], "record.pdf")
    text = plain("".join(pages(pdf)))
    for letter in "髙﨑𠮷①Ⅱ℃":
        assert letter in text
    assert "〓" not in text
    assert all("CJK" in name for name in fonts(pdf))


@pytest.mark.printing
def test_a_sign_no_font_has_is_set_as_a_geta_and_named(nurse: Device) -> None:
    """A sign of the private area, as old systems send them for names."""
    entry = nurse.post("外字 \ue123 です")["id"]
    text = plain("".join(pages(output(nurse, entry, "record.pdf"))))
    assert "外字〓です" in text
    assert "U+E123" in text


def test_a_plain_note_and_soap_are_printed_as_well(nurse: Device) -> None:
    soap = {"s": "楽になった", "o": "浮腫1+", "a": "改善", "p": "継続"}
    entry = nurse.post("電話がありました。", soap=soap, vitals=VITALS)["id"]
    rows = {row["項目コード"]: row["表示"] for row in table(output(nurse, entry, "record.csv"))}
    assert rows["text"] == "電話がありました。"
    assert rows["soap.s"] == "楽になった"
    assert rows["vitals.1.pulse"] == "92 回/分"
    chart = copied(nurse, entry, "chart")
    assert chart.index("体温") < chart.index("S）") < chart.index("楽になった")
    assert chart.index("楽になった") < chart.index("P）") < chart.index("継続")


def test_an_amended_entry_is_printed_as_it_stands_now(nurse: Device) -> None:
    entry = written(nurse)["id"]
    form = {"questionnaire": "visit-note", "version": 1,
            "answers": {**ANSWERS, "drunk_ml": {"value": "950"}}}  # fmt: skip
    nurse.send(f"entries/{entry}/amendments", {
        "id": entry[:-1] + ("0" if entry[-1] != "0" else "1"), "reason": "書き間違い",
        "form": form, "vitals": VITALS, "text": "", "soft_confirmed": True,
    })  # fmt: skip
    assert nurse.status == 201
    rows = {row["項目コード"]: row["表示"] for row in table(output(nurse, entry, "record.csv"))}
    assert rows["drunk_ml"] == "950 mL/日"


@pytest.mark.parametrize("name", [
    "call", "care-manager-record", "death", "helper-note", "order", "pharmacist-visit",
    "physician-visit", "visit-note",
])  # fmt: skip
def test_each_form_has_a_title_for_its_paper(name: str) -> None:
    assert latest(name).title.say("ja")
