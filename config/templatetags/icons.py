"""Drawings from the one sprite, silent for screen readers: the words beside them speak."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One symbol of config/static/icons/sprite.svg, in the size and colour of its text."""
    address = staticfiles_storage.url("icons/sprite.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        address,
        name,
    )
