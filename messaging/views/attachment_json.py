"""Files as devices get them: what is shown of each, and where its renditions are."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from messaging.labels import (
    ATTACHMENT_KIND_LABELS,
    ATTACHMENT_STATE_LABELS,
    REFUSAL_LABELS,
)
from messaging.queries.attachments import AttachmentRow
from messaging.views.moments import moment
from patients.body_sites import BODY_SITE_BY_CODE


def attachment(row: AttachmentRow) -> dict[str, Any]:
    said, facts = row.attached, row.facts
    return {
        "id": str(row.id),
        "state": row.state,
        "state_label": str(ATTACHMENT_STATE_LABELS[row.state]),
        "refusal": row.refusal or "",
        "reason": str(REFUSAL_LABELS[row.refusal]) if row.refusal else "",
        "kind": row.kind or "",
        "kind_label": str(ATTACHMENT_KIND_LABELS[row.kind]) if row.kind else "",
        "name": row.name,
        "caption": said.caption,
        "wound": said.wound,
        "site": said.site,
        "site_label": site_label(said.site),
        "taken_at": moment(row.taken_at) if row.taken_at else None,
        "arrived_at": moment(row.arrived_at) if row.arrived_at else None,
        "width": facts.width if facts else None,
        "height": facts.height if facts else None,
        "pages": facts.pages if facts else None,
        "seconds": facts.seconds if facts else None,
        "size": row.size,
        "received": row.received,
        "url": reverse("attachment", args=[row.room, row.id, "original"]).removesuffix("original"),
        "thumbnail": "thumbnail" if "thumbnail" in row.renditions else "",
        "preview": _preview(row),
    }


def _preview(row: AttachmentRow) -> str:
    """The rendition a page shows first: not the file itself where a smaller one will do."""
    for rendition in ("preview", "page-1", "original"):
        if rendition in row.renditions:
            return rendition
    return ""


def site_label(code: str) -> str:
    site = BODY_SITE_BY_CODE.get(code)
    return site.text.say(get_language() or "ja") if site else ""
