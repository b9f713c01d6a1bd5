"""What the nurse and the pharmacist write down on the morning of the demo region."""

from typing import Any

from sharing.uuid7 import uuid7
from tests.morning import BY_NOON, ask, at, form


def fever(visit: str) -> dict[str, Any]:
    """The visit note of a wound that has become worse, and what it asks of others."""
    return {
        "kind": "visit-note",
        "purpose": "consult",
        "visit": visit,
        "to": [{"kind": "role", "id": "physician", "reply_by": BY_NOON}],
        "vitals": [{"values": {"temp": {"value": "38.2"}, "pulse": {"value": "92"}}}],
        "form": form(
            "visit-note", visit_kind="regular", overall="consult", report_need="today",
            started_at=at(9, 40), ended_at=at(10, 5), care=["vitals", "ulcer-dressing"],
            condition_text="仙骨部の滲出液が増え、周囲に熱感があります。",
            sbar_s="38.2 ℃。滲出液が増えています。", sbar_r="往診か抗菌薬をご検討ください。",
            handover=["夜の洗浄のあと、体温をはかる"],
        ),
        "asks": [
            ask("request", "被覆材を追加でお願いします。", kind="role", id="pharmacist"),
            {**ask("notice", "発熱のため入浴は中止です。", kind="role", id="care-manager"),
             "to": [{"kind": "role", "id": "care-manager"}]},
        ],
        "soft_confirmed": True,
    }  # fmt: skip


def left_over(entry: str) -> dict[str, Any]:
    """The pharmacist's visit, in answer to an entry."""
    return {
        "kind": "pharmacist-visit",
        "in_reply_to": entry,
        "form": form(
            "pharmacist-visit", started_at=at(9, 30), ended_at=at(10, 0), adherence=["forgotten"],
            leftovers=[
                {"drug": {"value": "フロセミド錠"}, "count": {"value": "2"},
                 "reason": {"value": "朝寝坊"}},
            ],
        ),
    }  # fmt: skip


def doubled(entry: str) -> dict[str, str]:
    """The form by which a medicine of the list is changed."""
    return {
        "id": str(uuid7()), "entry": entry, "name": "フロセミド錠", "dose": "20mg",
        "usage": "1回2錠 1日1回 朝食後", "effective_date": "2026-11-20", "source": "order",
        "reason": "20mg錠2錠に変更（規格の在庫）",
    }  # fmt: skip
