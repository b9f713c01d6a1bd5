"""The one reading of a form: every answer has its line, in the words of the form."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients import vitals
from patients.answer_text import Line, sections
from patients.answers import AnswerState, Sheet, parse
from patients.questionnaire import latest, names
from tests.patients.answer_strategies import answers

FORMS = [latest(name) for name in names()]
NOTE: dict[str, Any] = {
    "visit_kind": {"value": "urgent"},
    "started_at": {"value": "2026-11-20T22:10+09:00"},
    "ended_at": {"value": "2026-11-20T23:45+09:00"},
    "overall": {"value": "consult"},
    "edema": {
        "value": [
            {
                "edema_place": {"value": "lower-leg"},
                "side": {"value": "both"},
                "grade": {"value": "3"},
            },
            {"edema_place": {"value": "sacrum"}, "grade": {"value": "1"}},
        ]
    },
    "drunk_ml": {"value": "800"},
    "choking": {"state": "not-done", "reason": "refused"},
    "last_stool_on": {"value": "2026-11-18"},
    "bowel_care": {"value": ["laxative", "enema"]},
    "devices": {"value": ["tracheostomy"]},
    "cannula_changed_on": {"value": "2026-11-06"},
    "cuff_pressure": {"state": "not-measured"},
    "report_need": {"value": "today"},
    "sbar_s": {"value": "体重が7日で2kg増えました"},
    "handover": {"value": ["浮腫を確認", "体重を毎朝測る"]},
}
SET = vitals.parse(
    {
        "at": "2026-11-20T22:20+09:00",
        "condition": "rest",
        "values": {"weight": {"value": "51.0"}, "rr": {"state": "unable"}},
    }
)


def sheet(form: str = "visit-note", **given: object) -> Sheet:
    return parse({"questionnaire": form, "version": 1, "answers": given}, complete=False)


def read(one: Sheet, language: str = "ja", *sets: vitals.VitalsSet) -> list[str]:
    lines = []
    for section in sections(one, sets, language):
        lines.append(f"# {section.title}")
        lines += [f"{line.label}: {line.text}" for line in section.lines]
    return lines


def lines(one: Sheet) -> dict[str, Line]:
    return {line.link_id: line for section in sections(one) for line in section.lines}


def test_a_visit_note_in_japanese() -> None:
    assert read(sheet(**NOTE), "ja", SET) == [
        "# 訪問の基本情報",
        "訪問区分: 緊急（計画外・要請）",
        "訪問開始時刻: 2026年11月20日（金） 22:10",
        "訪問終了時刻: 2026年11月20日（金） 23:45",
        "所要時間: 95分（深夜 長時間）",
        "# 全体の状態",
        "全体の状態: 相談が必要",
        "# バイタルサイン（22:20 安静）",
        "呼吸数: 測定不能",
        "体重: 51.0 kg",
        "# 循環・浮腫",
        "浮腫: 下腿 両側 3+",
        "浮腫: 仙骨 1+",
        "# 食事・水分",
        "むせ: 実施せず（拒否）",
        "飲水: 800 mL/日",
        "# 排便",
        "最終排便日: 2026年11月18日（水）（2日前）",
        "処置: 下剤、浣腸",
        "# 機器",
        "使用中の機器: 気切",
        "気切 カフ圧: 測定不能",
        "気切 交換日: 2026年11月6日（金）",
        "# 医師への報告",
        "医師への報告: 本日中",
        "SBAR S 状況: 体重が7日で2kg増えました",
        "# 次回訪問・申し送り",
        "申し送り: 浮腫を確認",
        "申し送り: 体重を毎朝測る",
    ]


def test_a_visit_note_in_english() -> None:
    assert read(sheet(**NOTE), "en", SET)[:16] == [
        "# Visit",
        "Kind of visit: Urgent (unplanned, on request)",
        "Visit started: 2026-11-20 22:10",
        "Visit ended: 2026-11-20 23:45",
        "Time taken: 95 minutes (night long)",
        "# Overall condition",
        "Overall condition: Needs advice",
        "# Vital signs (22:20 At rest)",
        "Respiratory rate: Could not be measured",
        "Weight: 51.0 kg",
        "# Circulation and edema",
        "Edema: Lower leg Both 3+",
        "Edema: Sacrum 1+",
        "# Eating and drinking",
        "Choking: Not done (refused)",
        "Drunk: 800 mL a day",
    ]


def test_a_line_says_its_state_and_where_its_answer_lies() -> None:
    found = lines(sheet(**NOTE))
    assert found["choking"].state is AnswerState.NOT_DONE
    assert found["cuff_pressure"].state is AnswerState.NOT_MEASURED
    assert found["edema.1"].text == "仙骨 1+"
    assert found["handover.0"].state is AnswerState.VALUE


def test_each_wound_is_a_section_with_its_total() -> None:
    codes = {
        "number": "2", "site": "sacrum", "length": "6", "width": "4", "depth": "D3",
        "exudate": "e3", "size": "s8", "inflammation": "i1", "granulation": "g3",
        "necrosis": "N3", "pocket": "p0",
    }  # fmt: skip
    row = {key: {"value": value} for key, value in codes.items()}
    first, second = sections(sheet(wounds={"value": [row, {"site": {"value": "left-heel"}}]}))
    assert (first.title, second.title) == ("創 2 仙骨部", "創 左踵部")
    assert first.lines[-1] == Line("wounds.0.design", "DESIGN-R 2020", "D3-e3s8i1g3N3p0:18")
    assert [(line.label, line.text) for line in second.lines] == [("部位", "左踵部")]


def test_a_short_row_is_one_line_with_labels_behind_its_name() -> None:
    leftover = {
        "drug": {"value": "利尿薬"}, "count": {"value": "4"}, "reason": {"value": "飲み忘れ"},
    }  # fmt: skip
    narcotic = {
        "drug": {"value": "モルヒネ"}, "remaining": {"value": "3"}, "matched": {"value": "match"},
    }  # fmt: skip
    one = sheet(
        "pharmacist-visit", leftovers={"value": [leftover]}, narcotics={"value": [narcotic]}
    )
    assert read(one) == [
        "# 服薬状況",
        "残薬: 利尿薬、数 4 個、理由 飲み忘れ",
        "# 麻薬",
        "麻薬: モルヒネ、残数 3、照合 一致",
    ]


def test_wounds_that_were_not_looked_at_say_so() -> None:
    assert read(sheet(wounds={"state": "not-done", "reason": "refused"})) == [
        "# 褥瘡・創傷",
        "創: 実施せず（拒否）",
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-11-20", "（当日）"), ("2026-11-19", "（1日前）"), ("2026-10-31", "（20日前）")],
)
def test_the_days_since_the_last_bowel_movement_are_counted(day: str, said: str) -> None:
    one = sheet(**NOTE | {"last_stool_on": {"value": day}})
    assert lines(one)["last_stool_on"].text.endswith(said)
    alone = sheet(last_stool_on={"value": day})
    assert lines(alone)["last_stool_on"].text.endswith("日（金）") == (day == "2026-11-20")
    assert "前" not in lines(alone)["last_stool_on"].text


def test_vitals_come_first_where_the_form_does_not_ask_for_them() -> None:
    order = sheet("order", content={"value": "体重を毎朝測る"})
    assert read(order, "ja", SET)[0] == "# バイタルサイン（22:20 安静）"


def test_a_set_without_a_time_is_read_without_one() -> None:
    untimed = vitals.parse({"values": {"temp": {"value": "36.4"}}, "comment": "坐位で"})
    assert read(sheet(), "ja", untimed) == [
        "# バイタルサイン（安静）",
        "体温: 36.4 ℃",
        "コメント: 坐位で",
    ]


def test_a_form_without_answers_has_no_lines() -> None:
    assert [sections(sheet(form.name)) for form in FORMS] == [()] * len(FORMS)


def test_a_helpers_note_is_read_in_plain_words() -> None:
    note = sheet(
        "helper-note", eaten={"value": "8"}, stool={"value": "no"}, skin_red={"value": True},
        skin_red_place={"value": ["sacrum"]}, unusual={"value": ["no-energy", "swollen"]},
    )  # fmt: skip
    assert [line.text for line in lines(note).values()] == [
        "8 割", "なし", "あり", "仙骨部", "元気がない、むくみ",
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@settings(max_examples=30)
@given(data=st.data())
def test_every_answer_has_a_line_in_both_languages(form: Any, data: st.DataObject) -> None:
    given = data.draw(answers(form))
    one = sheet(form.name, **given)
    ja, en = sections(one, (), "ja"), sections(one, (), "en")
    shown = [line.link_id for section in ja for line in section.lines]
    assert shown == [line.link_id for section in en for line in section.lines]
    assert {link_id.partition(".")[0] for link_id in shown} - {"duration"} == set(given)
    assert all(line.label and line.text for section in ja for line in section.lines)
    assert len(set(shown)) == len(shown)
