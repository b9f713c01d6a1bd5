"""The closed vocabularies of the timeline, and who answers with what."""

from collections.abc import Mapping
from enum import StrEnum

from patients.vocabulary import VitalCondition
from sharing.vocabulary import Profession

__all__ = [
    "ANSWERS",
    "WAITS_FOR_ANSWER",
    "EntryKind",
    "Purpose",
    "ResponseCode",
    "RetractionReason",
    "TargetKind",
    "VitalCondition",
]


class Purpose(StrEnum):
    """Why an entry was written, as colleagues say it."""

    NOTICE = "notice"
    REPORT = "report"
    CONSULT = "consult"
    REQUEST = "request"
    ORDER = "order"
    URGENT = "urgent"


# What is not settled before somebody answered it.
WAITS_FOR_ANSWER = frozenset({Purpose.CONSULT, Purpose.REQUEST, Purpose.ORDER, Purpose.URGENT})


class EntryKind(StrEnum):
    NOTE = "note"
    VISIT_NOTE = "visit-note"


class TargetKind(StrEnum):
    """To whom an entry is addressed: a role's id is a member of Profession."""

    TEAM = "team"
    ROLE = "role"
    PERSON = "person"


class ResponseCode(StrEnum):
    """One tap that answers an entry."""

    CONFIRMED = "confirmed"
    ORDER_GIVEN = "order-given"
    WILL_CALL = "will-call"
    WILL_VISIT = "will-visit"
    NEXT_VISIT = "next-visit"
    ACKNOWLEDGED = "acknowledged"


class RetractionReason(StrEnum):
    WRONG_PATIENT = "wrong-patient"
    MISTAKE = "mistake"
    DUPLICATE = "duplicate"
    OTHER = "other"


PHYSICIANS_ANSWERS = (
    ResponseCode.CONFIRMED,
    ResponseCode.ORDER_GIVEN,
    ResponseCode.WILL_CALL,
    ResponseCode.WILL_VISIT,
    ResponseCode.NEXT_VISIT,
)
ANSWERS: Mapping[Profession, tuple[ResponseCode, ...]] = {
    profession: PHYSICIANS_ANSWERS
    if profession in (Profession.PHYSICIAN, Profession.DENTIST)
    else (ResponseCode.ACKNOWLEDGED,)
    for profession in Profession
}
