"""What a page for writing needs in any of its parts: places of the body, limits of files."""

from django import template
from django.utils.translation import get_language

from messaging.forms.attachment import LONGEST_CAPTION, MOST_ATTACHMENTS
from messaging.note_sites import Site, sites_in

register = template.Library()


@register.simple_tag
def body_sites() -> list[tuple[str, str, list[Site]]]:
    return sites_in(get_language() or "ja")


@register.simple_tag
def most_attachments() -> int:
    return MOST_ATTACHMENTS


@register.simple_tag
def longest_caption() -> int:
    return LONGEST_CAPTION
