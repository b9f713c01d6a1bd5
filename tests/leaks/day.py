"""A day with the patient of canaries: order, visit, note, medicine, draft, phrase, concern."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import httpx
from django.utils import timezone

from patients.visit_time import JAPAN
from sharing.uuid7 import uuid7
from tests.leaks.site import Browser, Site
from tests.leaks.words import word

NURSES = [{"kind": "role", "id": "nurse"}]


@dataclass(frozen=True)
class Lived:
    """Where what was written that day is read again."""

    room: str
    entry: str
    draft: str
    head: Browser  # whoever looks after concerns at the nurse's station
    seen_on_the_way: str


def live(site: Site, nurse: Browser, doctor: Browser, room: str) -> Lived:
    head = site.browser("ono")
    shown = [_order(nurse, doctor, room), _visit(site, nurse, room)]
    entry = _note(nurse, room)
    draft = _draft(nurse, room)
    shown += [_medicines(nurse, room), _phrases(nurse), _concern(nurse, head, room)]
    _be_refused(nurse, doctor, room)
    return Lived(room, entry, draft, head, "\n".join(shown))


def read(nurse: Browser, lived: Lived) -> str:
    """Every page of the day, once more."""
    entry = f"/rooms/{lived.room}/entries/{lived.entry}"
    place = f"/patients/{lived.room}"
    paths = (
        "/", "/board/", "/inbox/", "/orders/pass-on/", f"{place}/visits/", f"{place}/handovers/",
        f"{place}/medicines/", f"{place}/vitals/", f"{place}/wounds/", f"{place}/changes/",
        f"{place}/write/visit-note/", f"{place}/records.csv", f"{entry}/record/",
        f"{entry}/record.csv", f"{entry}/copy/care-manager", f"{entry}/copy/chart",
        f"/rooms/{lived.room}/drafts/{lived.draft}", "/phrases/", "/phrases.json",
    )  # fmt: skip
    shown = [_page(nurse, path) for path in paths]
    # Without Pango or a font it says so; with them, a printer likes temporary files.
    assert nurse.get(f"{entry}/record.pdf").status_code in (200, 503)
    for path in ("/", "/concerns/"):
        _page(lived.head, path)
    return "\n".join([lived.seen_on_the_way, *shown])


def _is(answer: httpx.Response, *statuses: int) -> httpx.Response:
    assert answer.status_code in statuses, (answer.status_code, answer.url)
    return answer


def _page(person: Browser, path: str) -> str:
    return _is(person.get(path), 200).text


def _today() -> date:
    return timezone.localdate(timezone=JAPAN)


def _sheet(questionnaire: str, **answers: object) -> Mapping[str, object]:
    values = {name: {"value": value} for name, value in answers.items()}
    return {"questionnaire": questionnaire, "version": 1, "answers": values}


def _order(nurse: Browser, doctor: Browser, room: str) -> str:
    form = _sheet("order", content=word("order form"), given="written")
    said = _is(doctor.post(room, kind="order", purpose="order", form=form, to=NURSES), 201).json()
    order = said["entry"]["orders"][0]["id"]
    shown = [_page(nurse, "/")]
    for step in ("take", "do", "report"):
        text = word("order result") if step == "report" else ""
        body = {"id": str(uuid7()), "step": step, "text": text}
        shown.append(_is(nurse.json(f"/rooms/{room}/orders/{order}/steps", body), 201).text)
    return "\n".join([*shown, _page(doctor, "/")])


def _visit(site: Site, nurse: Browser, room: str) -> str:
    place, plan, day = f"/patients/{room}", str(uuid7()), _today()
    _is(nurse.form(f"{place}/items/new/door/", {
        "id": str(uuid7()), "code": "key", "text": word("door note")}), 302)  # fmt: skip
    _is(nurse.form(f"{place}/visits/plan/", _plan(site, plan, day)), 302)
    planned = [_page(nurse, "/"), _page(nurse, f"{place}/visits/")]
    visit = f"{place}/visits/{plan}/{day}"
    _is(nurse.form(f"{visit}/cancel/", {"reason": word("cancel reason")}), 302)
    called_off = [_page(nurse, f"{visit}/"), _page(nurse, f"{place}/visits/")]
    sudden = {"id": str(uuid7()), "kind": "urgent"}
    _is(nurse.form(f"{place}/visits/unplanned/", sudden), 302)
    judged = _is(nurse.form("/visits/import/", {"text": _line(day, word("plan line"))}), 200)
    return "\n".join([*planned, *called_off, judged.text])


def _plan(site: Site, plan: str, day: date) -> Mapping[str, str]:
    return {
        "id": plan, "visitor": site.cast["roles"]["sato"], "kind": "regular",
        "first_date": str(day), "begins": "09:30", "ends": "10:15", "interval": "1",
        "last_date": "", "remark": word("visit remark"),
    }  # fmt: skip


def _line(day: date, patient: str) -> str:
    return f"日付,開始,終了,利用者,訪問者,区分\n{day},10:00,11:00,{patient},佐藤,定期\n"


def _note(nurse: Browser, room: str) -> str:
    entry, ended = str(uuid7()), datetime.now(JAPAN)
    form = _sheet(
        "visit-note", visit_kind="regular", overall="unchanged", report_need="none",
        started_at=(ended - timedelta(minutes=30)).isoformat(timespec="minutes"),
        ended_at=ended.isoformat(timespec="minutes"),
        handover=[word("handover point")], remarks=word("note remarks"),
        leftovers=[{"drug": {"value": word("leftover drug")}, "count": {"value": 3}}],
    )  # fmt: skip
    ask = {"id": str(uuid7()), "purpose": "consult", "text": word("ask text"), "to": [
        {"kind": "role", "id": "physician"}]}  # fmt: skip
    _is(nurse.post(room, id=entry, kind="visit-note", form=form, asks=[ask]), 201)
    return entry


def _draft(nurse: Browser, room: str) -> str:
    kept, thrown_away = str(uuid7()), str(uuid7())
    for draft, text in ((kept, word("draft text")), (thrown_away, word("discarded draft"))):
        body = {"kind": "visit-note", "version": 0, "content": {"text": text}}
        _is(nurse.json(f"/rooms/{room}/drafts/{draft}", body), 200)
    _is(nurse.delete(f"/rooms/{room}/drafts/{thrown_away}"), 204)
    return kept


def _medicines(nurse: Browser, room: str) -> str:
    place, medicine, today = f"/patients/{room}/medicines", str(uuid7()), str(_today())
    _is(nurse.form(f"{place}/new/", {
        "id": medicine, "name": word("medicine name"), "dose": word("medicine dose"),
        "usage": word("medicine usage"), "effective_date": today, "until": "",
        "prescriber": word("prescriber"), "source": "prescription",
        "reason": word("medicine reason")}), 302)  # fmt: skip
    _is(nurse.form(f"{place}/count/", {
        "id": str(uuid7()), "medicine": "", "name": word("counted medicine"), "quantity": "4",
        "unit": "錠", "reason": word("count reason")}), 302)  # fmt: skip
    shown = _page(nurse, f"{place}/")
    _is(nurse.form(f"{place}/{medicine}/end/", {
        "id": str(uuid7()), "last_date": today, "reason": word("medicine end reason"),
    }), 302)  # fmt: skip
    return shown + _page(nurse, f"{place}/")


def _phrases(nurse: Browser) -> str:
    phrase = str(uuid7())
    new = {"id": phrase, "text": word("phrase text"), "purpose": "notice", "replaces": ""}
    _is(nurse.form("/phrases/", new), 302)
    shown = _page(nurse, "/phrases.json")
    anew = {"text": word("rewritten phrase"), "purpose": "report", "version": 1}
    _is(nurse.form(f"/phrases/{phrase}/", anew), 302)
    return shown


def _suspicion(danger: str, seen: str) -> Mapping[str, object]:
    return {
        "id": str(uuid7()), "danger": danger, "kinds": ["physical"], "seen": seen,
        "since": word("concern since"), "text": word("concern text"),
    }  # fmt: skip


def _concern(nurse: Browser, head: Browser, room: str) -> str:
    """Those who are told see it; the patient's own room says nothing of it."""
    _is(nurse.form(f"/patients/{room}/concern/", _suspicion("yes", word("concern seen"))), 200)
    found = re.search(r"/concerns/[0-9a-f-]{36}/", _page(head, "/concerns/"))
    assert found
    _is(head.form(found[0], {"id": str(uuid7()), "text": word("concern answer")}), 302)
    shown = _page(head, found[0])
    _is(head.form(f"{found[0]}seen/", {"cursor": 2}), 302)
    return shown


def _be_refused(nurse: Browser, doctor: Browser, room: str) -> None:
    """Errors are where words slip out."""
    place, form = f"/patients/{room}", _sheet("order", content=word("refused order"))
    draft = {"kind": "note", "version": 0, "content": {"text": word("refused draft")}}
    long = {"id": str(uuid7()), "purpose": "notice", "replaces": ""}
    for answer in (
        doctor.post(room, kind="order", purpose="order", form=form, to=NURSES),
        nurse.form(f"{place}/visits/plan/", {"remark": word("refused visit")}),
        nurse.form(f"{place}/medicines/new/", {"name": word("refused medicine")}),
        nurse.json(f"/rooms/{room}/drafts/{uuid7()}", draft),
        nurse.form("/phrases/", {**long, "text": word("refused phrase") * 500}),
        nurse.form(f"{place}/concern/", _suspicion("perhaps", word("refused concern"))),
        nurse.form("/visits/import/", {"text": word("refused plan")}),
    ):
        _is(answer, 422)
    assert word("draft text") not in json.dumps(doctor.pull(room), ensure_ascii=False)
