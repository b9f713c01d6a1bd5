"""SVG that our own code drew: written into a page as it is."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def drawing(svg: str) -> SafeString:
    """Only for what `patients.charts` drew; its texts were escaped there."""
    return mark_safe(svg)  # noqa: S308 -- see above
