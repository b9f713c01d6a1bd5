"""The closed vocabularies of the timeline, and who answers with what."""

from collections.abc import Mapping
from enum import StrEnum

from patients.vocabulary import VitalCondition
from sharing.vocabulary import Profession

__all__ = [
    "ANSWERS",
    "WAITS_FOR_ANSWER",
    "AttachmentKind",
    "AttachmentState",
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
    """What is written; all but a plain note have a form of the same name."""

    NOTE = "note"
    VISIT_NOTE = "visit-note"
    PHYSICIAN_VISIT = "physician-visit"
    PHARMACIST_VISIT = "pharmacist-visit"
    HELPER_NOTE = "helper-note"
    CARE_MANAGER_RECORD = "care-manager-record"
    CALL = "call"
    ORDER = "order"
    DEATH = "death"


class AttachmentKind(StrEnum):
    """What a file shows (FHIR: Media.type, and documents)."""

    PICTURE = "picture"
    DOCUMENT = "document"
    FILM = "film"
    TEXT = "text"


class AttachmentState(StrEnum):
    """From the device to everybody's screen: only what is clean is ever shown."""

    AWAITED = "awaited"  # an entry speaks of it; it is still on the device
    RECEIVING = "receiving"
    CHECKING = "checking"  # in quarantine
    CLEAN = "clean"
    REFUSED = "refused"


class TargetKind(StrEnum):
    """To whom an entry is addressed: a role's id is a member of Profession."""

    TEAM = "team"
    ROLE = "role"
    PERSON = "person"
    ORGANIZATION = "organization"


class ResponseCode(StrEnum):
    """One tap that answers an entry."""

    CONFIRMED = "confirmed"
    ORDER_GIVEN = "order-given"
    WILL_CALL = "will-call"
    WILL_VISIT = "will-visit"
    NEXT_VISIT = "next-visit"
    ACKNOWLEDGED = "acknowledged"
    APPROVED = "approved"  # of what a colleague entered in one's name


class OrderState(StrEnum):
    """Where an order stands (FHIR: Task.status, in the words of the field)."""

    REQUESTED = "requested"
    TAKEN = "taken"
    DONE = "done"
    REPORTED = "reported"
    ACCEPTED = "accepted"  # whoever ordered it has seen the result
    CANCELLED = "cancelled"


# Nobody has called these orders off, and their result is not with whoever ordered them.
OPEN_ORDERS = (OrderState.REQUESTED, OrderState.TAKEN, OrderState.DONE, OrderState.REPORTED)
# What somebody still has to do something about; the rest waits for the orderer alone.
ORDERS_TO_DO = OPEN_ORDERS[:3]


class OrderStepKind(StrEnum):
    """What somebody did about an order."""

    READ_BACK = "read-back"
    TAKE = "take"
    PASS_ON = "pass-on"  # noqa: S105 - no password
    DO = "do"
    REPORT = "report"
    ACCEPT = "accept"  # the orderer has seen the result
    WRITE = "write"  # what was said by telephone is confirmed in writing
    CANCEL = "cancel"


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
