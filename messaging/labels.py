"""The words on screen for the vocabularies of the timeline."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from messaging.vocabulary import EntryKind, Purpose, ResponseCode, RetractionReason, TargetKind

PURPOSE_LABELS = {
    Purpose.NOTICE: pgettext_lazy("purpose", "Notice"),
    Purpose.REPORT: pgettext_lazy("purpose", "Report"),
    Purpose.CONSULT: pgettext_lazy("purpose", "Consultation"),
    Purpose.REQUEST: pgettext_lazy("purpose", "Request"),
    Purpose.ORDER: pgettext_lazy("purpose", "Order"),
    Purpose.URGENT: pgettext_lazy("purpose", "Urgent"),
}
ENTRY_KIND_LABELS = {
    EntryKind.NOTE: pgettext_lazy("entry", "Note"),
    EntryKind.VISIT_NOTE: _("Visit note"),
}
TARGET_KIND_LABELS = {
    TargetKind.TEAM: _("Whole team"),
    TargetKind.ROLE: pgettext_lazy("addressee", "Profession"),
    TargetKind.PERSON: pgettext_lazy("addressee", "Person"),
}
RESPONSE_LABELS = {
    ResponseCode.CONFIRMED: pgettext_lazy("answer", "Confirmed"),
    ResponseCode.ORDER_GIVEN: _("I give an order"),
    ResponseCode.WILL_CALL: _("I will call"),
    ResponseCode.WILL_VISIT: _("I will make a house call"),
    ResponseCode.NEXT_VISIT: _("At the next visit"),
    ResponseCode.ACKNOWLEDGED: pgettext_lazy("answer", "Understood"),
}
RETRACTION_REASON_LABELS = {
    RetractionReason.WRONG_PATIENT: _("Written for another patient"),
    RetractionReason.MISTAKE: _("Written by mistake"),
    RetractionReason.DUPLICATE: _("Written twice"),
    RetractionReason.OTHER: _("Other"),
}
