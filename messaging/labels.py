"""The words on screen for the vocabularies of the timeline."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from messaging.attachments.verdict import Refusal
from messaging.concern import ConcernKind
from messaging.phrases import PhraseUse
from messaging.vocabulary import (
    AttachmentKind,
    AttachmentState,
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
ATTACHMENT_KIND_LABELS = {
    AttachmentKind.PICTURE: _("Photo"),
    AttachmentKind.DOCUMENT: _("Document"),
    AttachmentKind.FILM: _("Film"),
    AttachmentKind.TEXT: pgettext_lazy("file", "Text"),
}
ATTACHMENT_STATE_LABELS = {
    AttachmentState.AWAITED: _("Still on the device"),
    AttachmentState.RECEIVING: _("On its way from the device"),
    AttachmentState.CHECKING: _("Being checked"),
    AttachmentState.CLEAN: _("Arrived"),
    AttachmentState.REFUSED: _("Not taken"),
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
# Why a file is not taken, and what to do instead.
REFUSAL_LABELS = {
    Refusal.CHECKSUM: _("The file did not arrive as it was sent. Please send it again."),
    Refusal.DAMAGED: _("The file was damaged on the server. Please send it again."),
    Refusal.INTERRUPTED: _("The server could not look at the file. Please send it again."),
    Refusal.EMPTY: _("The file is empty."),
    Refusal.TOO_LARGE: _(
        "The file is too large. Pictures up to 40 MB, PDFs up to 100 MB, films up to 500 MB and "
        "texts up to 2 MB are taken."
    ),
    Refusal.QUOTA_PERSON: _(
        "The room for this person's files is used up. Please ask the administrator."
    ),
    Refusal.QUOTA_ORGANIZATION: _(
        "The organisation has used up its room for files. Please ask the administrator."
    ),
    Refusal.UNREADABLE: _("The file is damaged or incomplete. Please send the original again."),
    Refusal.TOO_MANY_PIXELS: _(
        "The picture has too many pixels. Please take it again in a smaller size."
    ),
    Refusal.TOO_MANY_PAGES: _("The PDF has more than 200 pages. Please send it in several parts."),
    Refusal.TOO_HEAVY: _("The file takes too much to open. Please send it in a simpler form."),
    Refusal.ENCRYPTED: _(
        "The PDF is protected by a password. Please print it to a new PDF without one."
    ),
    Refusal.SCRIPTED: _(
        "The PDF holds a program, plays something or calls up something by itself. "
        "Please print it to a new PDF and send that."
    ),
    Refusal.ENCLOSING: _(
        "The PDF holds other files. Please print it to a new PDF and send the files one by one."
    ),
    Refusal.FORM: _(
        "The PDF is a form that only special software shows. Please print it to a new PDF."
    ),
    Refusal.NOT_TEXT: _("The file is neither text nor anything else that is taken here."),
    Refusal.INFECTED: _(
        "Malicious software was found in the file. "
        "Please tell the person in charge of your devices."
    ),
    Refusal.TOO_LARGE_TO_SCAN: _("The file is too large to be searched for malicious software."),
    Refusal.PAGE: _("Web pages are not taken. Please print the page to a PDF."),
    Refusal.DRAWING: _("SVG drawings are not taken. Please save the drawing as PNG or PDF."),
    Refusal.OFFICE: _("Office documents are not taken. Please save the document as PDF."),
    Refusal.ARCHIVE: _(
        "Compressed archives are not taken. Please send the files in it one by one."
    ),
    Refusal.PROGRAM: _("Programs are not taken."),
    Refusal.OTHER_PICTURE: _("Pictures are taken as JPEG, PNG, HEIC or WebP."),
    Refusal.OTHER_FILM: _("Films are taken as MP4 or MOV, complete in one file."),
    Refusal.SOUND: _("Sound recordings are not taken."),
    Refusal.UNKNOWN: _(
        "Files of this kind are not taken: "
        "only pictures, PDFs, films (MP4, MOV) and plain text are."
    ),
}


def problem_sentence(problem: Problem) -> str:
    """Why a value was not taken, in words."""
    said = VITAL_PROBLEMS.get(problem.code) or ANSWER_PROBLEMS[problem.code]
    return str(said) % problem.params
