"""The addresses of today and of timelines."""

from datetime import date

from django.urls import path, register_converter

from messaging.views import (
    attachment,
    board,
    changes,
    claim,
    concern,
    day,
    draft,
    entry,
    inbox,
    medicines,
    note,
    order,
    output,
    phrase,
    pictures,
    pin,
    search,
    timeline,
    today,
    upload,
    vitals,
)
from messaging.vocabulary import EntryKind


class Cursor:
    """A place in a room's journal: 0 to 2^53, so that a script can count with it."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Day:
    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class Rendition:
    """What is kept of a file: the file itself, smaller pictures of it, pages of a document."""

    regex = "original|preview|thumbnail|page-[1-9][0-9]{0,2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Form:
    """A kind of entry that is written in a form."""

    regex = "|".join(kind for kind in EntryKind if kind is not EntryKind.NOTE)

    def to_python(self, value: str) -> EntryKind:
        return EntryKind(value)

    def to_url(self, value: str) -> str:
        return value


register_converter(Cursor, "cursor")
register_converter(Day, "day")
register_converter(Form, "form")
register_converter(Rendition, "rendition")
ROOM = "rooms/<uuid:room>"
ENTRY = f"{ROOM}/entries/<uuid:entry>"
FILE = f"{ROOM}/attachments/<uuid:attachment>"
MEDICINE = "patients/<uuid:room>/medicines/<uuid:medicine>"

urlpatterns = [
    path("", today.page, name="today"),
    path("board/", board.page, name="board"),
    path("patients/<uuid:room>/handovers/", day.points, name="handovers"),
    path(f"{ROOM}/handovers/<uuid:point>/tick", day.tick_point, name="handover-tick"),
    path("patients/<uuid:room>/", timeline.page, name="timeline"),
    path("patients/<uuid:room>/write/<form:kind>/", note.page, name="write"),
    path("patients/<uuid:room>/vitals/", vitals.page, name="vitals"),
    path("patients/<uuid:room>/wounds/", pictures.wounds, name="wounds"),
    path("patients/<uuid:room>/pictures/", pictures.page, name="pictures"),
    path(f"{ROOM}/pictures", pictures.listing, name="pictures-json"),
    path("patients/<uuid:room>/medicines/new/", medicines.record, name="medicine-record"),
    path("patients/<uuid:room>/medicines/count/", medicines.count, name="medicine-count"),
    path(f"{MEDICINE}/change/", medicines.change, name="medicine-change"),
    path(f"{MEDICINE}/end/", medicines.end, name="medicine-end"),
    path("search/", search.everywhere, name="search"),
    path("patients/<uuid:room>/search/", search.in_room, name="room-search"),
    path("patients/<uuid:room>/changes/", changes.page, name="changes"),
    path(f"{ENTRY}/pin", pin.pin, name="pin"),
    path(f"{ENTRY}/unpin", pin.unpin, name="unpin"),
    path(f"{ROOM}/drafts/<uuid:draft>", draft.draft, name="draft"),
    path(f"{ROOM}/after/<cursor:cursor>", timeline.after, name="pull"),
    path(f"{ROOM}/before/<cursor:cursor>", timeline.before, name="page-back"),
    path(f"{ROOM}/on/<day:day>", timeline.on_date, name="page-on"),
    path(f"{ROOM}/pointer", timeline.pointer, name="pointer"),
    path(f"{ROOM}/entries", entry.post, name="post"),
    path(f"{ENTRY}/amendments", entry.amend, name="amend"),
    path(f"{ENTRY}/retraction", entry.retract, name="retract"),
    path(f"{ENTRY}/responses", entry.answer, name="respond"),
    path(f"{ENTRY}/history", timeline.history, name="entry-history"),
    path(f"{ENTRY}/claim", claim.take, name="claim"),
    path(f"{ENTRY}/release", claim.give_back, name="release"),
    path(f"{ROOM}/uploads", upload.creation, name="uploads"),
    path(f"{ROOM}/uploads/<uuid:attachment>", upload.upload, name="upload"),
    path(f"{FILE}/<rendition:rendition>", attachment.rendition, name="attachment"),
    path(f"{ROOM}/orders/<uuid:order>/steps", order.step, name="order-step"),
    path("orders/pass-on/", order.pass_on, name="pass-on"),
    path("inbox/", inbox.page, name="inbox"),
    path(f"{ENTRY}/record/", output.page, name="record"),
    path(f"{ENTRY}/record.pdf", output.record_pdf, name="record-pdf"),
    path(f"{ENTRY}/record.csv", output.record_csv, name="record-csv"),
    path(f"{ENTRY}/copy/care-manager", output.copy_care_manager, name="copy-care-manager"),
    path(f"{ENTRY}/copy/chart", output.copy_chart, name="copy-chart"),
    path("patients/<uuid:room>/records.csv", output.records_csv, name="records-csv"),
    path("phrases/", phrase.page, name="phrases"),
    path("phrases.json", phrase.listing, name="phrases-json"),
    path("phrases/<uuid:phrase>/", phrase.change, name="phrase-change"),
    path("phrases/<uuid:phrase>/end/", phrase.end, name="phrase-end"),
    path("patients/<uuid:room>/concern/", concern.report, name="concern-report"),
    path("concerns/", concern.listing, name="concerns"),
    path("concerns/<uuid:concern>/", concern.page, name="concern"),
    path("concerns/<uuid:concern>/seen/", concern.seen, name="concern-seen"),
]
