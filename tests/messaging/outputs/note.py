"""A full visit note with two sets of vitals, a wound, SBAR and asks, as a device sends it."""

from typing import Any

from sharing.uuid7 import uuid7
from tests.device import Device, Json

WOUND = {
    "number": {"value": "1"}, "wound_kind": {"value": "pressure-ulcer"},
    "site": {"value": "sacrum"}, "length": {"value": "4"}, "width": {"value": "3"},
    "depth": {"value": "D3"}, "exudate": {"value": "e3"}, "size": {"value": "s6"},
    "inflammation": {"value": "i1"}, "granulation": {"value": "g3"},
    "necrosis": {"value": "N3"}, "pocket": {"value": "p0"},
    "treatment": {"value": "洗浄後、軟膏塗布"},
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "visit_kind": {"value": "regular"},
    "insurance": {"value": "care"},
    "started_at": {"value": "2026-11-20T10:05+09:00"},
    "ended_at": {"value": "2026-11-20T10:55+09:00"},
    "overall": {"value": "consult"},
    "condition_text": {"value": "息切れが増えています。\n足のむくみが強く、靴がきついとのこと。"},
    "edema": {
        "value": [
            {
                "edema_place": {"value": "lower-leg"},
                "side": {"value": "both"},
                "grade": {"value": "3"},
            }
        ]
    },
    "staple_eaten": {"value": "7"},
    "drunk_ml": {"value": "800"},
    "choking": {"state": "not-done", "reason": "refused"},
    "last_stool_on": {"value": "2026-11-18"},
    "wounds": {"value": [WOUND]},
    "care": {"value": ["condition", "bed-bath"]},
    "home_care_note": {"value": "長女が電話で毎日様子を聞いている。"},
    "report_need": {"value": "today"},
    "sbar_s": {"value": "体重が7日で2kg増えました"},
    "sbar_a": {"value": "心不全の増悪を疑います"},
    "sbar_r": {"value": "利尿薬の調整をご検討ください"},
    "next_visit_date": {"value": "2026-11-22"},
    "handover": {"value": ["毎朝の体重を確認", '=HYPERLINK("x") と書かれた紙']},
    "remarks": {"value": "髙﨑様・𠮷田様からお電話あり（①㎎）"},
}
VITALS: list[dict[str, Any]] = [
    {
        "at": "2026-11-20T10:10+09:00", "condition": "rest",
        "values": {
            "temp": {"value": "36.4", "site": "axilla"}, "pulse": {"value": "78"},
            "sbp": {"value": "128"}, "dbp": {"value": "70"}, "rr": {"state": "unable"},
            "weight": {"value": "51.0"},
        },
    },
    {
        "at": "2026-11-20T10:40+09:00", "condition": "after-bath", "comment": "少し息切れ",
        "values": {"pulse": {"value": "92"}, "rr": {"value": "24"}},
    },
]  # fmt: skip


def written(device: Device, **more: Any) -> Json:
    """The entry as the server shows it."""
    ask = {
        "id": str(uuid7()), "purpose": "consult", "text": "利尿薬の調整が必要かご相談いたします。",
        "to": [{"kind": "role", "id": "physician"}],
    }  # fmt: skip
    body: Json = {
        "kind": "visit-note", "purpose": "report", "vitals": VITALS, "asks": [ask],
        "form": {"questionnaire": "visit-note", "version": 1, "answers": ANSWERS},
        "captured_at": "2026-11-20T10:55:00+09:00", "soft_confirmed": True, **more,
    }  # fmt: skip
    return device.post(**body)
