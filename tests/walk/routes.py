"""Every route, how to fill its address and body, and what its rightful user gets.

A route that is not here fails the walk: whoever adds one says here who may use it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from config.demo.patients import PATIENT_BY_KEY
from sharing import clock
from sharing.session import Needs
from sharing.uuid7 import uuid7
from tests.walk.town import PASSWORD, Town

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
    """`answers`: the methods it serves, and what `who` gets for each with a valid body."""

    answers: Answers
    arguments: Fill = nothing
    body: Fill = nothing
    json: bool = False
    who: str = "sato"
    needs: Needs = Needs.ROLE
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


ROUTES: Mapping[str, Route] = {
    "health": Route({"GET": 200, "HEAD": 200}, needs=Needs.NOTHING),
    # the timeline
    "today": Route(PAGE),
    "timeline": Route(PAGE, room),
    "pull": Route(PAGE, cursor),
    "page-back": Route(PAGE, cursor),
    "page-on": Route(PAGE, lambda town: {"room": town.room, "day": timezone.localdate()}),
    "pointer": Route({"POST": 204}, room, lambda _: {"cursor": 1}, json=True),
    "post": Route(
        MADE, room, new_entry, json=True, fields=("text", "soap.s", "vitals.0.comment")
    ),
    "amend": Route(
        MADE, entry,
        lambda _: {"id": str(uuid7()), "text": "訂正しました。", "reason": "書きまちがい"},
        json=True, fields=("text", "reason"),
    ),
    "retract": Route(
        MADE, entry, lambda _: {"id": str(uuid7()), "reason": "wrong-patient", "text": "別の方"},
        json=True, fields=("text",),
    ),
    "respond": Route(
        MADE, entry, lambda _: {"id": str(uuid7()), "code": "acknowledged", "text": "了解"},
        json=True, who="suzuki", fields=("text",),
    ),
    "entry-history": Route(PAGE, entry),
    # the record
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
    # signing in
    "sign-in": Route(
        FORM, body=lambda _: {"login_name": "tanaka", "password": PASSWORD, "next": "/"},
        who="nobody", needs=Needs.NOTHING, fields=("login_name", "password", "next"),
    ),
    "sign-in-passkey-options": Route({"POST": 200}, who="nobody", needs=Needs.NOTHING),
    "sign-in-passkey": Route(  # 422: no authenticator signed it
        {"POST": 422}, body=credential, json=True, who="nobody", needs=Needs.NOTHING,
    ),
    "second-factor": Route(  # 422: a guessed code
        {"GET": 200, "HEAD": 200, "POST": 422}, body=lambda _: {"code": "000000", "next": "/"},
        who="password", needs=Needs.PASSWORD, fields=("code",),
    ),
    "sign-in-as": Route(  # 404: this is no demo
        {"POST": 404}, lambda town: {"account": town.world.account("tanaka")},
        who="nobody", needs=Needs.NOTHING,
    ),
    "choose-language": Route(
        DONE, body=lambda _: {"language": "en"}, who="nobody", needs=Needs.NOTHING
    ),
    "sign-out": Route(DONE, needs=Needs.NOTHING),
    # a single-use link; without one opened before, 404 or back to the beginning
    "join-link": Route(
        {"GET": 302, "HEAD": 302}, lambda town: {"token": town.token}, who="nobody",
        needs=Needs.NOTHING,
    ),
    "join": Route(
        ABSENT, body=lambda _: {"login_name": "aoki"}, who="nobody", needs=Needs.NOTHING,
        fields=("login_name",),
    ),
    "join-factors": Route(
        {"GET": 302, "HEAD": 302, "POST": 302},
        body=lambda _: {"password": PASSWORD, "again": PASSWORD}, who="nobody",
        needs=Needs.NOTHING, fields=("password",),
    ),
    "join-authenticator": Route(
        {"GET": 302, "HEAD": 302, "POST": 302}, body=lambda _: {"code": "123456"}, who="nobody",
        needs=Needs.NOTHING, fields=("code",),
    ),
    "join-passkey-options": Route({"POST": 409}, who="nobody", needs=Needs.NOTHING),
    "join-passkey": Route(
        {"POST": 409}, body=credential, json=True, who="nobody", needs=Needs.NOTHING
    ),
    # oneself
    "me": Route({"GET": 200, "HEAD": 200}),
    "choose-role": Route(
        FORM, body=lambda town: {"role": str(town.world.role("sato")), "next": "/"},
        needs=Needs.SECOND_FACTOR,
    ),
    "accept-invitation": Route(ABSENT, needs=Needs.SECOND_FACTOR),  # no link was opened before
    "qualifications": Route(FORM, body=lambda _: {"qualifications": ["nurse", "midwife"]}),
    "appearance": Route(DONE, body=lambda _: {"language": "ja", "appearance": "dark"}),
    "gesture": Route({"POST": 204}),
    "draft-key": Route({"GET": 200, "HEAD": 200}),
    "end-other-sessions": Route(DONE),
    "end-session": Route(DONE, lambda town: {"tag": town.tag("tanaka")}),
    "confirm": Route(
        {"GET": 200, "HEAD": 200, "POST": 422}, body=lambda _: {"code": "000000", "next": "/"},
        fields=("code",),
    ),
    "confirm-passkey-options": Route({"POST": 200}),
    "confirm-passkey": Route({"POST": 422}, body=credential, json=True),
    "confirm-as": Route({"POST": 404}, body=lambda _: {"next": "/"}),
    "new-passkey": Route({"GET": 200, "HEAD": 200}),
    "passkey-options": Route({"POST": 200}),
    "add-passkey": Route({"POST": 422}, body=credential, json=True),
    "rename-passkey": Route(
        DONE, lambda _: {"passkey": uuid7()}, lambda _: {"name": "机の鍵"}, fields=("name",)
    ),
    # 409: none of theirs has this id; no authenticator app to have codes beside
    "revoke-passkey": Route({"POST": 409}, lambda _: {"passkey": uuid7()}),
    "authenticator": Route(
        {"GET": 200, "HEAD": 200, "POST": 422}, body=lambda _: {"code": "000000"},
        fields=("code",),
    ),
    "recovery-codes": Route(FORM),
    "new-recovery-codes": Route({"POST": 409}),
    "change-password": Route(
        FORM, body=lambda _: {"password": PASSWORD + "二", "again": PASSWORD + "二"},
        fields=("password",),
    ),
    # the organisation's administrator
    "staff": Route({"GET": 200, "HEAD": 200}, who="ono"),
    "staff-invite": Route(
        {"GET": 200, "HEAD": 200, "POST": 200},
        body=lambda _: {"name": "青木 遥", "role": "nurse"}, who="ono", fields=("name",),
    ),
    "staff-revoke-invitation": Route(DONE, lambda town: {"invited": town.invitation}, who="ono"),
    "organization": Route(FORM, body=office, who="ono", fields=("name", "address")),
    "staff-end-role": Route(DONE, lambda town: {"role": town.world.role("sato")}, who="ono"),
    "staff-suspend": Route(
        DONE, lambda town: {"account": town.world.account("sato")}, who="ono"
    ),
    "staff-restore": Route(
        DONE, lambda town: {"account": town.world.account("sato")}, who="ono"
    ),
    "staff-reset": Route(
        {"POST": 200}, lambda town: {"account": town.world.account("sato")}, who="ono"
    ),
}  # fmt: skip
