"""The places of the body as the map of a note shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from patients.body_sites import BODY_SITES


@dataclass(frozen=True)
class Site:
    """A place of the body as the map shows it; x and y in a view of 100 by 200."""

    code: str
    label: str
    x: float
    y: float


def sites_in(language: str) -> list[tuple[str, str, list[Site]]]:
    views = (("front", _("Front of the body")), ("back", _("Back of the body")))
    return [
        (
            view,
            title,
            [
                Site(site.code, site.text.say(language), site.x, site.y)
                for site in BODY_SITES
                if site.view == view
            ],
        )
        for view, title in views
    ]
