"""The addresses of today and of timelines."""

from datetime import date

from django.urls import path, register_converter

from messaging.views import entry, timeline, today


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


register_converter(Cursor, "cursor")
register_converter(Day, "day")
ROOM = "rooms/<uuid:room>"
ENTRY = f"{ROOM}/entries/<uuid:entry>"

urlpatterns = [
    path("", today.page, name="today"),
    path("patients/<uuid:room>/", timeline.page, name="timeline"),
    path(f"{ROOM}/after/<cursor:cursor>", timeline.after, name="pull"),
    path(f"{ROOM}/before/<cursor:cursor>", timeline.before, name="page-back"),
    path(f"{ROOM}/on/<day:day>", timeline.on_date, name="page-on"),
    path(f"{ROOM}/pointer", timeline.pointer, name="pointer"),
    path(f"{ROOM}/entries", entry.post, name="post"),
    path(f"{ENTRY}/amendments", entry.amend, name="amend"),
    path(f"{ENTRY}/retraction", entry.retract, name="retract"),
    path(f"{ENTRY}/responses", entry.answer, name="respond"),
    path(f"{ENTRY}/history", timeline.history, name="entry-history"),
]
