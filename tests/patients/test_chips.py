"""What stands in a record's header, and in which order."""

from datetime import date

import pytest
from django.utils import translation

from patients.chips import Said, care_level, chips
from patients.vocabulary import ItemKind

TODAY = date(2026, 11, 20)


def level(code: str, first: str = "", last: str = "") -> Said:
    return Said(ItemKind.CARE_LEVEL, {"level": code, "valid_from": first, "valid_until": last})


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ([], ""),
        ([level("care-3")], "要介護3"),
        ([level("care-3"), level("changing")], "要介護3（区分変更申請中）"),
        ([level("applied")], "申請中"),
        ([level("care-3"), level("changing"), level("care-4")], "要介護4"),
        ([level("care-2", last="2026-11-19")], "要介護2（期限切れ）"),
        ([level("care-2", last="2026-11-20")], "要介護2"),
        ([level("care-2"), level("care-3", first="2026-12-01")], "要介護2"),
        ([level("support-1")], "要支援1"),
        ([level("project")], "事業対象者"),
    ],
)
def test_the_care_level_is_the_one_that_holds_today(said: list[Said], text: str) -> None:
    with translation.override("ja"):
        assert care_level(said, TODAY) == text


def test_chips_stand_in_the_order_of_danger_and_name_the_allergen() -> None:
    said = [
        Said(ItemKind.RISK, {"code": "living-alone", "text": "長女は遠方。鍵は玄関のキーボックス"}),
        Said(ItemKind.ADVANCE_CARE_PLAN, {"detail": "自宅で"}),
        Said(ItemKind.DEVICE, {"code": "home-oxygen", "text": "1 L/分"}),
        Said(ItemKind.DEVICE, {"code": "", "text": "手すり"}),
        Said(ItemKind.ALLERGY, {"text": "ペニシリン", "detail": ""}),
        Said(ItemKind.PROBLEM, {"text": "心不全"}),
    ]
    with translation.override("ja"):
        assert [(chip.label, chip.tone) for chip in chips(said)] == [
            ("アレルギー：ペニシリン", "danger"),
            ("在宅酸素 1 L/分", ""),
            ("独居", ""),
            ("ACPあり", "calm"),
        ]
