"""The demo region at ten past ten on a Friday, and what each of its people sees on their pages."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from django.test import Client, TestCase

from config.demo.almanac import TOKYO
from config.demo.born import bear
from config.demo.patients import PATIENT_BY_KEY
from sharing import clock
from sharing.models import Account, PractitionerRole
from sharing.uuid7 import uuid7
from tests.device import Json, sign_in
from tests.replay import once

FRIDAY = datetime(2026, 11, 20, 10, 10, tzinfo=TOKYO)
BY_NOON = FRIDAY.replace(hour=12, minute=30).isoformat()
SECTION = re.compile(r'<section class="today-section.*?</section>', re.DOTALL)
KNOWN_BY = re.compile(r'<span class="today-kana">.*?</span>')  # the reading and age
CARD = re.compile(r'<p class="today-who">(.*?)</p>.*?<p class="detail">(.*?)</p>', re.DOTALL)
ENTRY = re.compile(r'<a class="list-row" href="([^"]*)" data-key="([^"]*)"')
VISIT = re.compile(r'<li class="day-visit.*?</div>\n</li>', re.DOTALL)


@contextmanager
def friday_morning() -> Iterator["Morning"]:
    """The region in the database, gone again at the end; the clock stands still."""
    atomics = TestCase._enter_atomics()  # type: ignore[attr-defined]
    try:
        with clock.at(FRIDAY):
            once(("region", FRIDAY), bear)
            yield Morning()
    finally:
        TestCase._rollback_atomics(atomics)  # type: ignore[attr-defined]


def words(html: str) -> str:
    """What a person reads of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def form(name: str, **answers: object) -> dict[str, object]:
    """A filled-in form as a device sends it."""
    given = {link_id: {"value": value} for link_id, value in answers.items()}
    return {"questionnaire": name, "version": 1, "answers": given}


def at(hour: int, minute: int) -> str:
    return FRIDAY.replace(hour=hour, minute=minute).isoformat()


def ask(purpose: str, text: str, **to: str) -> dict[str, object]:
    """What an entry asks of somebody beside, until noon."""
    target = {"reply_by": BY_NOON, **to}
    return {"id": str(uuid7()), "purpose": purpose, "text": text, "to": [target]}


@dataclass
class Person:
    """Somebody of the region with a signed-in browser."""

    client: Client
    role: str
    organization: str

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def room(self, patient: str) -> str:
        """The id of a patient's room, found in the list of my patients."""
        named = PATIENT_BY_KEY[patient].name
        row = re.compile(rf'href="/patients/([0-9a-f-]{{36}})/"(?:(?!</a>).)*{named}', re.DOTALL)
        match = row.search(self.page("/patients/"))
        assert match, patient
        return match[1]

    def send(self, path: str, body: Json, status: int = 201) -> Json:
        answer = self.client.post(path, json.dumps(body), "application/json")
        assert answer.status_code == status, (answer.status_code, answer.content.decode())
        found: Json = answer.json() if answer.content else {}
        return found

    def post(self, patient: str, **entry: Any) -> Json:
        said = {"id": str(uuid7()), "kind": "note", "purpose": "report", "text": ""} | entry
        found: Json = self.send(f"/rooms/{self.room(patient)}/entries", said)["entry"]
        return found

    def answer(self, patient: str, entry: str, code: str) -> None:
        body = {"id": str(uuid7()), "code": code}
        self.send(f"/rooms/{self.room(patient)}/entries/{entry}/responses", body)

    def step(self, patient: str, order: str, kind: str, text: str = "") -> Json:
        body = {"id": str(uuid7()), "step": kind, "text": text}
        path = f"/rooms/{self.room(patient)}/orders/{order}/steps"
        found: Json = self.send(path, body)["entry"]
        return found

    def visits(self) -> list[str]:
        """My visits of today, each as its hours, the patient, and how far it has come."""
        return [
            " ".join(
                (
                    words(_part(card, "day-visit-hours")),
                    words(_part(card, "title")),
                    words(re.search(r'data-part="state">(.*?)</span>', card)[1]),  # type: ignore[index]
                    *(["休止"] if "・休止" in words(card) else []),
                )
            )
            for card in VISIT.findall(self.page("/"))
        ]

    def card(self, patient: str, hours: str) -> str:
        """The HTML of one visit of today."""
        named = PATIENT_BY_KEY[patient].name
        cards = [one for one in VISIT.findall(self.page("/")) if named in one and hours in one]
        assert len(cards) == 1
        return str(cards[0])

    def asked(self, path: str = "/") -> dict[str, list[str]]:
        """Each section of a page of cards, and its cards as (purpose, patient, writer)."""
        found = {}
        for section in SECTION.findall(self.page(path)):
            title = words(section.split("</h2>")[0].split('<span class="badge">')[0])
            cards = [
                f"{words(KNOWN_BY.sub('', who))}（{words(detail).split('（')[0]}）"
                for who, detail in CARD.findall(section)
            ]
            if "today-visits" not in section and "today-changed" not in section:
                found[title] = cards
        return found

    def entry_of(self, patient: str, *said: str) -> str:
        """The id of the entry behind the one card of 今日 with these words."""
        named = PATIENT_BY_KEY[patient].name
        rows = re.findall(r'<li class="today-card.*?</li>', self.page("/"), re.DOTALL)
        wanted = [row for row in rows if named in row and all(one in words(row) for one in said)]
        assert len(wanted) == 1, [words(row) for row in rows]
        match = ENTRY.search(wanted[0])
        assert match
        return match[2]


class Morning:
    def person(self, key: str) -> Person:
        account = Account.objects.get(login_name=key)
        role = PractitionerRole.objects.get(practitioner_id=account.practitioner_id)
        client, _ = sign_in(account.pk, role.pk)
        return Person(client, str(role.pk), str(role.organization_id))


def _part(html: str, name: str) -> str:
    match = re.search(rf'class="{name}"[^>]*>(.*?)</', html, re.DOTALL)
    assert match, name
    return match[1]
