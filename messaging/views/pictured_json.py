"""Files with the entry that speaks of each, as the gallery and the viewer get them."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from messaging.queries.pictures import Pictured
from messaging.views import attachment_json
from messaging.views.entry_json import role_label
from messaging.views.moments import moment
from messaging.vocabulary import AttachmentKind
from patients import calendar


def pictured(one: Pictured) -> dict[str, Any]:
    """`line` is what is said of it, `label` names it where it cannot be seen."""
    by, shown = one.entry.author, attachment_json.attachment(one.file)
    line = _line(shown)
    return {
        **shown,
        "line": line,
        "label": f"{shown['kind_label']} {line or shown['name']}".strip(),
        "badge": _badge(one),
        "day_text": calendar.short_date(one.day),
        "entry": str(one.entry.id),
        "by": {
            "name": by.name,
            "role_label": role_label(by.role, get_language()),
            "organization": by.organization,
        },
        "at": moment(one.entry.captured_at),
    }


def _line(shown: dict[str, Any]) -> str:
    wound = _("Wound %(number)s") % {"number": shown["wound"]} if shown["wound"] else ""
    said = " ".join(part for part in (wound, shown["site_label"], shown["caption"]) if part)
    return said or (shown["name"] if shown["kind"] != AttachmentKind.PICTURE else "")


def _badge(one: Pictured) -> str:
    facts = one.file.facts
    if facts and facts.pages:
        return _("%(count)s pages") % {"count": facts.pages}
    if facts and facts.seconds:
        return f"{int(facts.seconds) // 60}:{int(facts.seconds) % 60:02}"
    return ""
