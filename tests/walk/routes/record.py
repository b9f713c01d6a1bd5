"""Routes of a patient's record and team."""

from collections.abc import Mapping

from sharing.uuid7 import uuid7
from tests.walk.route import DONE, PAGE, Route, amended, consent, item, registered, room

ROUTES: Mapping[str, Route] = {
    "patients": Route(PAGE),
    "patient-search": Route({"POST": 200}, body=lambda _: {"q": "やまだ"}, fields=("q",)),
    "patient-register": Route(
        {"GET": 200, "POST": 302}, body=registered,
        fields=(
            "family", "given", "kana_family", "kana_given", "birth_date", "postal_code", "address",
            "telephone", "consent_note", "care_insurance", "medical_record",
        ),
    ),
    "patient-ask": Route(
        {"POST": 200}, body=lambda _: {"system": "care-insurance", "value": "0000990022"},
        fields=("value",),
    ),
    "overview": Route(PAGE, room),
    "patient-header": Route(PAGE, room),
    "patient-amend": Route(
        {"GET": 200, "POST": 302}, room, amended,
        fields=("family", "given", "kana_family", "kana_given", "birth_date", "address",
                "telephone", "postal_code"),
    ),
    "patient-history": Route(PAGE, room),
    "location": Route(
        DONE, room, lambda _: {"location": "hospital", "detail": "4階東"}, fields=("detail",)
    ),
    "item-record": Route(
        {"GET": 200, "POST": 302}, lambda town: {"room": town.room, "kind": "allergy"},
        lambda _: {"id": str(uuid7()), "text": "卵", "detail": "発疹"}, fields=("text", "detail"),
    ),
    "item-change": Route(PAGE, item),
    "item-end": Route(DONE, item, lambda _: {"reason": "治った"}, fields=("reason",)),
    "team": Route(PAGE, room),
    "team-add": Route(
        DONE, room, lambda town: {"practitioner_role": str(town.world.role("ogawa"))},
    ),
    "team-remove": Route(
        DONE, lambda town: {"room": town.room, "member": town.world.role("nakamura")},
    ),
    "team-join": Route(
        DONE, lambda town: {"room": town.room, "join": town.join},
        lambda _: {"decision": "decline"},
    ),
    "consent-record": Route(DONE, room, consent, fields=("consent_note", "consent_date")),
    "consent-withdraw": Route(
        DONE, room, lambda town: {"organization": str(town.world.organization("O7"))},
    ),
}  # fmt: skip
