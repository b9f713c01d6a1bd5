"""Small readers for rows in templates: a value by its key, and a number without needless zeros."""

import re
from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def lookup(mapping: Mapping[str, object] | None, key: str) -> object:
    """The value under a key that is itself a variable; an empty text when there is none."""
    return (mapping or {}).get(key, "")


@register.filter
def bare_number(text: object) -> str:
    """What a value begins with, without its unit and remarks: "97" of "97 %（室内気）"."""
    found = re.match(r"[^\s（]+", str(text or ""))
    return found[0] if found else ""
