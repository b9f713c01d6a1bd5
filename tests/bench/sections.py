"""Which functions of the product each section of the timed server stands for."""

from typing import Any, Protocol

from django.core.handlers.wsgi import WSGIHandler
from django.db.transaction import Atomic

from messaging.forms import entry as forms
from messaging.forms.body import Body
from messaging.queries import timeline as queries
from messaging.views import entry, entry_json, timeline
from sharing import access, journal, keys, session


class Sections(Protocol):
    def replace(self, name: str, owner: Any, *attributes: str) -> None: ...


def divide(sections: Sections, handler: str) -> None:
    """Put a clock around what each section's name says."""
    sections.replace(handler, WSGIHandler, "__call__")
    sections.replace("session (who is it)", session, "identity_of")
    sections.replace("door (facts, policy, whom to ring)", access, "_open", "_ring")
    sections.replace("door (facts, policy, whom to ring)", journal, "lock")
    sections.replace("leaf (the trace)", access, "_append")
    sections.replace("begin and commit", Atomic, "__enter__", "__exit__")
    sections.replace("crypto", keys.RoomKeys, "seal", "open", "digest")
    sections.replace("crypto", keys, "seal_with", "open_with")
    sections.replace("serialisation (JSON both ways)", entry_json, "entry", "pulled", "page")
    sections.replace("serialisation (JSON both ways)", entry, "json_answer")
    sections.replace("serialisation (JSON both ways)", timeline, "json_answer")
    sections.replace("serialisation (JSON both ways)", Body, "__init__")
    sections.replace("form", forms, "new_entry")
    sections.replace("rows of a post", entry, "post_entry")
    sections.replace("rows of a pull", queries, "after", "before")
