"""Small readers for rows in templates: a value by its key, and a number without needless zeros."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def lookup(mapping: Mapping[str, object] | None, key: str) -> object:
    """The value under a key that is itself a variable; an empty text when there is none."""
    return (mapping or {}).get(key, "")
