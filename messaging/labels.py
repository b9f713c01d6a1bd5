"""The words on screen for the vocabularies of the timeline."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from messaging.concern import ConcernKind
from messaging.phrases import PhraseUse
from messaging.vocabulary import (
    EntryKind,
    OrderState,
    OrderStepKind,
    Purpose,
    ResponseCode,
    RetractionReason,
    TargetKind,
)
from patients.answer_labels import ANSWER_PROBLEMS
from patients.vital_fields import Problem
from patients.vital_labels import VITAL_PROBLEMS

PURPOSE_LABELS = {
    Purpose.NOTICE: pgettext_lazy("purpose", "Notice"),
    Purpose.REPORT: pgettext_lazy("purpose", "Report"),
    Purpose.CONSULT: pgettext_lazy("purpose", "Consultation"),
    Purpose.REQUEST: pgettext_lazy("purpose", "Request"),
    Purpose.ORDER: pgettext_lazy("purpose", "Order"),
    Purpose.URGENT: pgettext_lazy("purpose", "Urgent"),
}
PHRASE_LABELS = {
    **{PhraseUse(purpose): label for purpose, label in PURPOSE_LABELS.items()},
    PhraseUse.REPLY: pgettext_lazy("purpose", "Reply"),
}
ENTRY_KIND_LABELS = {
    EntryKind.NOTE: pgettext_lazy("entry", "Note"),
    EntryKind.VISIT_NOTE: _("Visit note"),
    EntryKind.PHYSICIAN_VISIT: _("Physician's visit"),
    EntryKind.PHARMACIST_VISIT: _("Pharmacist's visit"),
    EntryKind.HELPER_NOTE: _("Helper's note"),
    EntryKind.CARE_MANAGER_RECORD: _("Care manager's record"),
    EntryKind.CALL: _("Telephone call taken"),
    EntryKind.ORDER: pgettext_lazy("purpose", "Order"),
    EntryKind.DEATH: _("Attendance at death"),
}
CONCERN_KIND_LABELS = {
    ConcernKind.PHYSICAL: pgettext_lazy("concern", "Physical abuse"),
    ConcernKind.PSYCHOLOGICAL: pgettext_lazy("concern", "Psychological abuse"),
    ConcernKind.SEXUAL: pgettext_lazy("concern", "Sexual abuse"),
    ConcernKind.FINANCIAL: pgettext_lazy("concern", "Financial abuse"),
    ConcernKind.NEGLECT: pgettext_lazy("concern", "Neglect of care"),
}
TARGET_KIND_LABELS = {
    TargetKind.TEAM: _("Whole team"),
    TargetKind.ROLE: pgettext_lazy("addressee", "Profession"),
    TargetKind.PERSON: pgettext_lazy("addressee", "Person"),
    TargetKind.ORGANIZATION: pgettext_lazy("addressee", "Organization"),
}
RESPONSE_LABELS = {
    ResponseCode.CONFIRMED: pgettext_lazy("answer", "Confirmed"),
    ResponseCode.ORDER_GIVEN: _("I give an order"),
    ResponseCode.WILL_CALL: _("I will call"),
    ResponseCode.WILL_VISIT: _("I will make a house call"),
    ResponseCode.NEXT_VISIT: _("At the next visit"),
    ResponseCode.ACKNOWLEDGED: pgettext_lazy("answer", "Understood"),
    ResponseCode.APPROVED: pgettext_lazy("answer", "Approved"),
}
ORDER_STATE_LABELS = {
    OrderState.REQUESTED: pgettext_lazy("order", "Ordered"),
    OrderState.TAKEN: pgettext_lazy("order", "Taken on"),
    OrderState.DONE: pgettext_lazy("order", "Carried out"),
    OrderState.REPORTED: pgettext_lazy("order", "Result reported"),
    OrderState.ACCEPTED: pgettext_lazy("order", "Result seen"),
    OrderState.CANCELLED: pgettext_lazy("order", "Called off"),
}
ORDER_STEP_LABELS = {
    OrderStepKind.READ_BACK: pgettext_lazy("order", "Read back on the telephone"),
    OrderStepKind.TAKE: pgettext_lazy("order", "Taken on"),
    OrderStepKind.PASS_ON: pgettext_lazy("order", "Passed on"),
    OrderStepKind.DO: pgettext_lazy("order", "Carried out"),
    OrderStepKind.REPORT: pgettext_lazy("order", "Result reported"),
    OrderStepKind.ACCEPT: pgettext_lazy("order", "Result seen"),
    OrderStepKind.WRITE: pgettext_lazy("order", "Confirmed in writing"),
    OrderStepKind.CANCEL: pgettext_lazy("order", "Called off"),
}
RETRACTION_REASON_LABELS = {
    RetractionReason.WRONG_PATIENT: _("Written for another patient"),
    RetractionReason.MISTAKE: _("Written by mistake"),
    RetractionReason.DUPLICATE: _("Written twice"),
    RetractionReason.OTHER: _("Other"),
}


def problem_sentence(problem: Problem) -> str:
    """Why a value was not taken, in words."""
    said = VITAL_PROBLEMS.get(problem.code) or ANSWER_PROBLEMS[problem.code]
    return str(said) % problem.params
