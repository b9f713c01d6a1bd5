"""A patient of whom every word is a canary, written, changed and read through real HTTP."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from websockets.sync.client import connect
from websockets.typing import Origin

from sharing.uuid7 import uuid7
from tests.leaks import day, files
from tests.leaks.site import Browser, Site
from tests.leaks.words import KANA, word


@dataclass
class Story:
    """What was done, and what members were shown: there the words must be."""

    room: str
    shown: str
    frames: list[bytes] = field(default_factory=list)


def tell(site: Site) -> Story:
    nurse, doctor, manager = (site.browser(key) for key in ("sato", "tanaka", "suzuki"))
    room = _register(site, nurse)
    for key in ("tanaka", "suzuki"):
        _done(nurse.form(f"/patients/{room}/team/add/", {
            "practitioner_role": site.cast["roles"][key]}))  # fmt: skip
    with _listening(site, doctor) as frames:
        _record(nurse, room)
        _write(nurse, doctor, manager, room)
        _be_refused(nurse, room)
        lived = day.live(site, nurse, doctor, room)
        shown = files.live(nurse, doctor, room)
        shown += _read([nurse, doctor, manager], room) + day.read(nurse, lived)
        story = Story(room, shown, frames)
    stranger = site.browser("kato")
    for path in ("", "overview/", "team/", "history/"):
        assert stranger.get(f"/patients/{room}/{path}").status_code == 404
    return story


def _done(answer: object) -> None:
    status = getattr(answer, "status_code", 0)
    assert status in (200, 201, 204, 302), (status, getattr(answer, "url", ""))


def _who(site: Site, *organizations: str) -> list[str]:
    return [site.cast["organizations"][key] for key in organizations]


def _register(site: Site, nurse: Browser) -> str:
    room = str(uuid7())
    _done(nurse.get("/patients/register/"))
    _done(nurse.form("/patients/register/", {
        "id": room, "family": word("family"), "given": word("given"), "kana_family": KANA,
        "kana_given": KANA, "birth_date": "1942-03-08", "sex": "female", "postal_code": "",
        "address": word("address"), "telephone": word("telephone"),
        "care_insurance": word("insurer number"), "medical_record": word("record number"),
        "care_level": "care-2", "consent_kind": "oral", "consent_note": word("consent note"),
        "consent_date": date.today().isoformat(),  # noqa: DTZ011 -- the server allows either day
        "organizations": _who(site, "O2", "O5"),
    }))  # fmt: skip
    return room


def _record(nurse: Browser, room: str) -> None:
    place = f"/patients/{room}"
    allergy = str(uuid7())
    for kind, fields in (
        ("allergy", {"id": allergy, "text": word("allergy"), "detail": word("allergy detail")}),
        ("key-person", {
            "text": word("key person"), "relation": "wife", "told": "everything",
            "telephone": word("key person telephone"), "detail": word("key person detail")}),
        ("physician", {"text": word("physician"), "place": "", "telephone": ""}),
    ):  # fmt: skip
        _done(nurse.form(f"{place}/items/new/{kind}/", {"id": str(uuid7()), **fields}))
    _done(nurse.form(f"{place}/items/{allergy}/end/", {"reason": word("end reason")}))
    _done(nurse.form(f"{place}/location/", {
        "location": "short-stay", "detail": word("location")}))  # fmt: skip
    _done(nurse.form(f"{place}/amend/", {
        "version": 1, "family": word("family"), "given": word("given"), "kana_family": KANA,
        "kana_given": KANA, "birth_date": "1942-03-08", "sex": "female", "postal_code": "",
        "address": word("amended address"), "telephone": word("telephone"),
    }))  # fmt: skip
    _done(nurse.form(f"{place}/consents/", {
        "id": str(uuid7()), "consent_kind": "oral", "consent_note": word("second consent note"),
        "consent_date": "2026-01-05",
        "organizations": _who(nurse.site, "O6"),
    }))  # fmt: skip


def _write(nurse: Browser, doctor: Browser, manager: Browser, room: str) -> None:
    entry, wrong = str(uuid7()), str(uuid7())
    vitals = {"comment": word("vitals comment"), "condition": "rest",
              "values": {"pulse": {"value": "78"}}}  # fmt: skip
    _done(nurse.post(room, id=entry, text=word("text"), purpose="consult", vitals=[vitals],
                     soap={"s": word("soap")}, kind="visit-note"))  # fmt: skip
    _done(doctor.post(room, text=word("reply"), purpose="notice", in_reply_to=entry))
    _done(doctor.post(room, text=word("order"), purpose="order", to=day.NURSES))
    place = f"/rooms/{room}/entries"
    _done(manager.json(f"{place}/{entry}/responses", {
        "id": str(uuid7()), "code": "acknowledged", "text": word("response")}))  # fmt: skip
    _done(nurse.json(f"{place}/{entry}/amendments", {
        "id": str(uuid7()), "text": word("amended text"), "soap": {"s": word("soap")},
        "vitals": [vitals], "reason": word("amend reason")}))  # fmt: skip
    _done(nurse.post(room, id=wrong, text=word("retracted text"), purpose="report"))
    _done(nurse.json(f"{place}/{wrong}/retraction", {
        "id": str(uuid7()), "reason": "wrong-patient",
        "text": word("retraction text")}))  # fmt: skip
    _done(manager.json(f"/rooms/{room}/pointer", {"cursor": 3}))
    assert entry in manager.pull(room)


def _be_refused(nurse: Browser, room: str) -> None:
    """Errors are where words slip out."""
    place = f"/patients/{room}"
    unusual = {"comment": word("unusual comment"), "values": {"pulse": {"value": "199"}}}
    refusals = (
        (422, nurse.form(f"{place}/amend/", {"birth_date": word("refused date")})),
        (422, nurse.post(room, text=word("refused text") * 2_000)),
        (413, nurse.json(f"/rooms/{room}/entries", (word("too large") * 90_000).encode())),
        (422, nurse.post(room, text="?", vitals=[unusual])),
        (422, nurse.json(f"/rooms/{room}/entries", word("wrong type").encode())),
    )
    for status, answer in refusals:
        assert answer.status_code == status, (status, answer.status_code)
    token, nurse.token = nurse.token, "x" * 64
    assert nurse.post(room, text=word("without token")).status_code == 403
    nurse.token = token


def _read(people: list[Browser], room: str) -> str:
    """Every page that shows something of the record, one after another."""
    shown = []
    for person in people:
        for path in (
            "/", "/patients/", f"/patients/{room}/", f"/patients/{room}/overview/",
            f"/patients/{room}/team/", f"/patients/{room}/history/", f"/patients/{room}/header/",
            f"/patients/{room}/amend/", f"/rooms/{room}/before/0",
        ):  # fmt: skip
            answer = person.get(path)
            _done(answer)
            shown.append(answer.text)
        shown.append(json.dumps(person.pull(room), ensure_ascii=False))
        for entry in person.pull(room).values():
            if not entry["retracted"]:
                history = person.get(f"/rooms/{room}/entries/{entry['id']}/history")
                shown.append(json.dumps(history.json(), ensure_ascii=False))
        found = person.form("/patients/search/", {"q": word("family")})
        shown.append(found.text)
        _done(person.form("/patients/search/", {"q": word("search word")}))
        shown += _searched(person, room)
    return "\n".join(shown)


def _searched(person: Browser, room: str) -> list[str]:
    """Words that are nowhere, words that are found, and words too many."""
    here = f"/patients/{room}/search/"
    shown = []
    for place, words in (
        ("/search/", word("searched")), (here, word("searched here")), ("/search/", word("text")),
    ):  # fmt: skip
        _done(person.form(place, {"q": words}))
        page = person.get(place)
        _done(page)
        shown.append(page.text)
    assert person.form(here, {"q": word("refused search") * 20}).status_code == 422
    changed = person.get(f"/patients/{room}/changes/")
    _done(changed)
    return [*shown, changed.text]


@contextmanager
def _listening(site: Site, person: Browser) -> Iterator[list[bytes]]:
    """What the bell says while all this happens."""
    frames: list[bytes] = []
    address = site.url.replace("http", "ws") + "/bell"
    with connect(
        address,
        compression=None,
        origin=Origin(site.url),
        additional_headers={"Cookie": person.cookies},
    ) as wire:
        yield frames
        try:
            while True:
                frames.append(str(wire.recv(timeout=0.5)).encode())
        except TimeoutError:
            pass
