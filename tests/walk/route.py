"""One route of the walk: how its address and body are filled, and what its rightful user gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from config.demo.patients import PATIENT_BY_KEY
from sharing import clock
from sharing.session import Needs
from sharing.uuid7 import uuid7
from tests.walk.town import Town

Fields = dict[str, object]
Fill = Callable[[Town], Fields]
Answers = Mapping[str, int]

PAGE: Answers = {"GET": 200}
FORM: Answers = {"GET": 200, "HEAD": 200, "POST": 302}
DONE: Answers = {"POST": 302}
MADE: Answers = {"POST": 201}
ABSENT: Answers = {"GET": 404, "HEAD": 404, "POST": 404}


def nothing(_town: Town) -> Fields:
    return {}


@dataclass(frozen=True)
class Route:
    """`answers`: the methods it serves, and what `who` gets for each with a valid body.

    `others` are answered to everybody alike, and say nothing of anybody.
    """

    answers: Answers
    arguments: Fill = nothing
    body: Fill = nothing
    json: bool = False
    who: str = "sato"
    needs: Needs = Needs.ROLE
    others: Answers = field(default_factory=dict)
    fields: tuple[str, ...] = field(default=())  # text fields of the body, for bad input

    def is_of_a_room(self, town: Town) -> bool:
        return "room" in self.arguments(town)


def room(town: Town) -> Fields:
    return {"room": town.room}


def entry(town: Town) -> Fields:
    return {"room": town.room, "entry": town.entry}


def item(town: Town) -> Fields:
    return {"room": town.room, "item": town.item}


def cursor(town: Town) -> Fields:
    return {"room": town.room, "cursor": 1}


def new_entry(town: Town) -> Fields:
    return {
        "id": str(uuid7()), "kind": "visit-note", "purpose": "consult", "text": "訪問しました。",
        "soap": {"s": "楽になった", "o": "浮腫1+", "a": "改善", "p": "継続"},
        "vitals": [
            {
                "condition": "rest", "comment": "入浴前",
                "values": {"pulse": {"value": "78"}, "temp": {"state": "unable"}},
            }
        ],
        "to": [{"kind": "person", "id": str(town.world.role("tanaka"))}],
        "mentions": [{"kind": "role", "id": "care-manager"}],
        "in_reply_to": str(town.order), "captured_at": clock.now().isoformat(),
        "device": str(uuid7()), "counter": 7,
    }  # fmt: skip


def demographics(_town: Town) -> Fields:
    patient = PATIENT_BY_KEY["P1"]
    return {
        "family": patient.family_name, "given": patient.given_name,
        "kana_family": patient.family_kana, "kana_given": patient.given_kana,
        "birth_date": "1942-03-08", "sex": "female", "postal_code": "000-0000",
        "address": "霧沢市朝霧町5-13", "telephone": "000-0000-0201",
    }  # fmt: skip


def amended(town: Town) -> Fields:
    return {**demographics(town), "version": 1}


def office(_town: Town) -> Fields:
    return {"name": "霧沢なごみ", "kind": "home-nursing", "number": "", "address": "霧沢市"}


def consent(town: Town) -> Fields:
    return {
        "organizations": [str(town.world.organization("O6"))], "consent_kind": "oral",
        "consent_date": timezone.localdate(clock.now()).isoformat(),
        "consent_note": "鈴木がご本人と長女に説明", "id": str(uuid7()),
    }  # fmt: skip


def registered(town: Town) -> Fields:
    return {
        **demographics(town), **consent(town), "care_insurance": "0000991234",
        "medical_record": "A-1", "care_level": "care-2", "valid_from": "2026-04-01",
        "valid_until": (timezone.localdate(clock.now()) + timedelta(days=700)).isoformat(),
        "id": str(uuid7()),
    }  # fmt: skip


def credential(_town: Town) -> Fields:
    """Well formed, and signed by nobody."""
    part = "AAAA"
    answer = {"clientDataJSON": part, "authenticatorData": part, "signature": part}
    return {
        "credential": {"id": part, "rawId": part, "type": "public-key", "response": answer},
        "next": "/",
        "touch": "no",
    }
