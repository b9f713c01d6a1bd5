"""Vitals as people read them, in Japanese and in English."""

import pytest
from django.utils import translation

from patients.measures import MEASURES, Choice
from patients.vital_labels import VITAL_PROBLEMS, VITAL_WORDS
from patients.vital_observations import observations
from patients.vital_text import rows
from patients.vitals import VitalsError, parse


def shown(language: str = "ja", /, **values: object) -> list[str]:
    with translation.override(language):
        return [f"{row.label} {row.text}" for row in rows(parse({"values": values}), VITAL_WORDS)]


def test_the_vitals_of_a_visit_in_japanese() -> None:
    assert shown(
        temp={"value": "36", "site": "axilla"},
        pulse={"value": "112", "rhythm": "irregular"},
        sbp={"value": "168", "posture": "sitting", "side": "right"},
        dbp={"value": "92"},
        spo2={"value": "91", "air": "oxygen", "flow": "1.0", "by": "cannula"},
        rr={"state": "not-done", "reason": "refused"},
        jcs={"value": "20", "flags": ["R"]},
        nrs_rest={"state": "unable", "face": "mild"},
        weight={"state": "unable"},
        glucose={"value": "Hi", "timing": "after-meal", "hours": "2"},
    ) == [
        "体温 36.0 ℃（腋窩）",
        "脈拍 112 回/分（不整）",
        "血圧 168/92 mmHg（坐位 右）",
        "SpO2 91 %（酸素 1 L/分 カニュラ）",
        "呼吸数 実施せず（拒否）",
        "意識（JCS） 20-R",
        "痛み 安静時（NRS） 測定不能（軽度）",
        "体重 測定不能",
        "血糖 Hi（食後 2 時間）",
    ]


def test_the_same_in_english() -> None:
    assert shown("en", spo2={"value": "91", "air": "room"}) == ["SpO2 91 % (room air)"]


def test_a_pressure_felt_alone_stands_alone() -> None:
    assert shown(sbp={"value": "80"}, dbp={"state": "unable"}) == [
        "収縮期血圧 80 mmHg",
        "拡張期血圧 測定不能",
    ]


def test_both_pressures_share_the_mark_of_either() -> None:
    (row,) = rows(
        parse({"values": {"sbp": {"value": "130"}, "dbp": {"value": "115"}}}), VITAL_WORDS
    )
    assert (row.code, row.flag) == ("bp", "high")


def test_every_measure_option_and_unit_has_a_word() -> None:
    wanted = {f"unit.{measure.ucum}" for measure in MEASURES.values()} | set(MEASURES)
    for code, measure in MEASURES.items():
        for option in measure.options:
            wanted.add(f"{code}.{option.key}")
            if isinstance(option, Choice):
                wanted |= {f"{code}.{option.key}.{choice}" for choice in option.choices}
    assert wanted - VITAL_WORDS.keys() == set()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_problem_has_a_sentence_that_can_be_filled_in(language: str) -> None:
    params = dict.fromkeys(["low", "high", "step", "scale", "longest", "value"], "1")
    with translation.override(language):
        for sentence in VITAL_PROBLEMS.values():
            assert "%" not in str(sentence) % params


def test_an_impossible_temperature_is_explained_in_japanese() -> None:
    with pytest.raises(VitalsError) as error:
        parse({"values": {"temp": {"value": "364"}}})
    problem = error.value.fields["temp"]
    with translation.override("ja"):
        assert str(VITAL_PROBLEMS[problem.code]) % problem.params == (
            "ありえない値です。25～45の範囲で入力してください。"
        )


def test_both_pressures_are_components_of_one_observation() -> None:
    pressure, saturation = observations(
        parse(
            {
                "values": {
                    "sbp": {"value": "128"},
                    "dbp": {"value": "70"},
                    "spo2": {"value": "91", "air": "oxygen", "flow": "1"},
                }
            }
        )
    )
    assert pressure["loinc"] == "85354-9"
    assert pressure["components"] == [
        {"code": "sbp", "loinc": "8480-6", "value": "128", "unit": "mm[Hg]", "absent": ""},
        {"code": "dbp", "loinc": "8462-4", "value": "70", "unit": "mm[Hg]", "absent": ""},
    ]
    assert (saturation["value"], saturation["unit"]) == ("91", "%")
    assert saturation["components"] == [
        {"code": "oxygen-flow", "loinc": "3151-8", "value": "1", "unit": "L/min", "absent": ""}
    ]


def test_a_refused_measure_is_an_observation_without_a_value() -> None:
    (refused,) = observations(
        parse({"values": {"temp": {"state": "not-done", "reason": "refused"}}})
    )
    assert (refused["value"], refused["absent"]) == (None, "asked-declined")
