"""Shape and size of the drafts that devices lay down."""

from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from messaging.actions.draft import NewDraft
from messaging.forms.body import Body
from messaging.vocabulary import EntryKind

LARGEST = 256 * 1024  # bytes of the content as JSON


def new_draft(body: Body, draft: UUID) -> NewDraft:
    kind = body.choice("kind", EntryKind)
    version = body.whole_number("version")
    content = body.fields.get("content")
    if kind is EntryKind.NOTE:
        body.problem("kind", _("Please choose one of the list."))
    if not isinstance(content, dict):
        body.problem("content", _("The request could not be read."))
        content = {}
    if len(orjson.dumps(content)) > LARGEST:
        body.problem("content", _("This draft is too large to be kept at the server."))
    body.done()
    return NewDraft(draft, kind, version or 0, content)
