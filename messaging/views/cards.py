"""Cards of 今日 and the inbox: rows with every word ready, so that templates only show."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from messaging.content import Words
from messaging.labels import ENTRY_KIND_LABELS, ORDER_STATE_LABELS, PURPOSE_LABELS
from messaging.order_rule import Standing
from messaging.queries.entries import EntryRow
from messaging.queries.orders import OrderRow
from messaging.queries.shift import OrderOf
from messaging.views.order_json import profession_label, steps_offered
from messaging.vocabulary import EntryKind, OrderStepKind
from patients import answer_text, calendar
from patients.answer_text import Line
from patients.answers import Sheet
from patients.queries.listing import PatientLine
from patients.vocabulary import Location
from sharing import clock
from sharing.actor import Actor
from sharing.labels import ROLE_LABELS

LINE = 80
SITUATION_AND_WISH = ("sbar_s", "sbar_r")
# Where nothing of the card is to be done as usual.
TOLD = frozenset({Location.HOSPITAL, Location.DECEASED})


@dataclass(frozen=True)
class Whose:
    """A patient as they are told apart, and where they are when that changes what a card means."""

    name: str
    kana: str
    age_text: str
    has_namesake: bool
    location_label: str


@dataclass(frozen=True)
class EntryCard:
    room: str
    whose: Whose
    entry: str
    purpose: str
    purpose_label: str
    author: str
    when: str
    line: str
    reply_by: str
    overdue: bool
    url: str
    remark: str = ""  # who has taken it, or in whose name it was written
    medicines: str = ""


@dataclass(frozen=True)
class OrderCard:
    """`steps`: what may be done about it in one tap, code and words."""

    room: str
    order: str
    whose: Whose
    state: str
    state_label: str
    profession_label: str
    line: str
    orderer: str
    due: str
    overdue: bool
    holder: str
    mine: bool
    progress: str
    oral: bool
    result: str
    url: str
    steps: tuple[tuple[str, str], ...]
    medicines: str = ""


# What needs no words: the rest is done where the entry stands.
ONE_TAP = {
    OrderStepKind.TAKE: pgettext_lazy("order", "Take on"),
    OrderStepKind.DO: pgettext_lazy("order", "I have done it"),
    OrderStepKind.ACCEPT: pgettext_lazy("order", "I have seen the result"),
    OrderStepKind.WRITE: pgettext_lazy("order", "Confirm in writing"),
}


def entry_card(
    patient: PatientLine,
    entry: EntryRow,
    reply_by: datetime | None,
    *,
    remark: str = "",
    medicines: str = "",
) -> EntryCard:
    return EntryCard(
        room=str(entry.compartment),
        whose=whose(patient),
        entry=str(entry.id),
        purpose=entry.purpose,
        purpose_label=str(PURPOSE_LABELS[entry.purpose]),
        author=f"{entry.author.name}（{ROLE_LABELS[entry.author.role]}）",
        when=when(entry.captured_at),
        line=line(entry.words, entry.kind),
        reply_by=when(reply_by) if reply_by else "",
        overdue=reply_by is not None and reply_by < clock.now(),
        url=address(entry),
        remark=remark,
        medicines=_taken_now(patient, medicines),
    )


def order_card(actor: Actor, found: OrderOf, medicines: str = "") -> OrderCard:
    order, entry = found.order, found.entry
    steps = steps_offered(actor, order)
    orderer = entry.proxy_for or entry.author
    return OrderCard(
        room=str(entry.compartment),
        order=str(order.id),
        whose=whose(found.patient),
        state=order.state,
        state_label=str(ORDER_STATE_LABELS[order.state]),
        profession_label=profession_label(order),
        line=line(entry.words, entry.kind),
        orderer=f"{orderer.name}（{ROLE_LABELS[orderer.role]}）{when(entry.captured_at)}",
        due=when(order.due_at) if order.due_at else "",
        overdue=order.is_overdue(clock.now()),
        holder=order.holder.name if order.holder and not order.holder.left else "",
        mine=order.standing.holder == actor.practitioner_role_id,
        progress=_progress(order.standing),
        oral=order.standing.oral and not order.standing.written,
        result=_result(order),
        url=address(entry),
        steps=tuple((str(one), str(label)) for one, label in ONE_TAP.items() if one in steps),
        medicines=_taken_now(found.patient, medicines),
    )


def whose(patient: PatientLine) -> Whose:
    return Whose(
        name=patient.name,
        kana=patient.kana,
        age_text=_("age %(age)s") % {"age": patient.age},
        has_namesake=patient.has_namesake,
        location_label=patient.location_label if patient.location_code in TOLD else "",
    )


def _taken_now(patient: PatientLine, medicines: str) -> str:
    return "" if patient.location_code is Location.DECEASED else medicines


def _progress(now: Standing) -> str:
    return f"{now.done}/{now.times}" if now.times > 1 else ""


def _result(order: OrderRow) -> str:
    said = [step.text for step in order.steps if step.kind is OrderStepKind.REPORT]
    return said[-1] if said else ""


def address(entry: EntryRow) -> str:
    return f"{reverse('timeline', args=[entry.compartment])}#entry-{entry.id}"


def line(words: Words, kind: EntryKind = EntryKind.NOTE) -> str:
    """The beginning of what was written, on one line; else what kind of record it is."""
    parts = [words.text, *(words.soap or {}).values()]
    text = " ".join(" ".join(parts).split())
    if not text and words.form:
        text = _said_in(words, kind)
    if not text and words.vitals:
        return _("Vitals")
    if not text and words.attachments:
        return _("Photos and files")
    return text if len(text) <= LINE else f"{text[:LINE]}…"


def _said_in(words: Words, kind: EntryKind) -> str:
    """What is ordered, or the first answers of another form."""
    sheet = words.form
    if sheet is None:
        return ""
    content = sheet.value("content")
    if isinstance(content, str) and content.strip():
        return " ".join(content.split())
    if own := _own_words(sheet):
        return own
    said = "、".join(" ".join(text.split()) for text in _answers(sheet)[:4])
    return f"{ENTRY_KIND_LABELS[kind]}: {said}" if said else str(ENTRY_KIND_LABELS[kind])


def _own_words(sheet: Sheet) -> str:
    """What the doctor must know, else the remarks and what was told at length, without labels."""
    told = [link_id for link_id, item in sheet.form.by_id.items() if item.type == "long-text"]
    for asked in (SITUATION_AND_WISH, ("remarks", *told)):
        texts = dict.fromkeys(sheet.text(link_id) for link_id in asked)
        if said := " ".join(" ".join(texts).split()):
            return said
    return ""


def _answers(sheet: Sheet) -> list[str]:
    """Answers that speak for themselves; when and by whom a visit was made says little."""
    found = [
        section.lines
        for section in answer_text.sections(sheet, (), get_language() or "ja")
        if not any(line.link_id == "started_at" for line in section.lines)
    ]
    lines = [line for some in found for line in some]
    plain = [line.text for line in lines if _speaks_alone(sheet, line)]
    return plain or [f"{line.label} {line.text}" for line in lines]


def _speaks_alone(sheet: Sheet, line: Line) -> bool:
    item = sheet.form.by_id.get(line.link_id.split(".")[0])
    return item is not None and item.type in {"choice", "text"} and not line.link_id.count(".")


def when(at: datetime) -> str:
    """Today 7:42, yesterday 17:45, else the day: for lists, where the year is plain."""
    local, today = timezone.localtime(at), timezone.localdate(clock.now())
    days = (today - local.date()).days
    hour = f"{local.hour}:{local.minute:02}"
    if days == 0:
        return hour
    if days == 1:
        return _("yesterday %(hour)s") % {"hour": hour}
    if days == -1:
        return _("tomorrow %(hour)s") % {"hour": hour}
    return f"{calendar.short_date(local.date())} {hour}"
