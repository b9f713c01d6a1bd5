"""The import map: every ES module of ours under its bare name, pointing at its hashed file."""

import json
from functools import cache
from pathlib import PurePosixPath

from django import template
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
OUR_FOLDERS = frozenset({"shell", "messaging", "patients", "sharing"})
HTML_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def importmap(nonce: str) -> SafeString:
    """The import map as one script element that the content security policy knows by its nonce."""
    return format_html('<script type="importmap" nonce="{}">{}</script>', nonce, importmap_body())


def importmap_body() -> SafeString:
    """The text of the map, made once a process; while developing, files may come and go."""
    return _map.__wrapped__() if settings.DEBUG else _map()


@cache
def _map() -> SafeString:
    imports = {name: staticfiles_storage.url(path) for name, path in _modules().items()}
    return mark_safe(json.dumps({"imports": imports}).translate(HTML_ESCAPES))  # noqa: S308


def _modules() -> dict[str, str]:
    paths = sorted({path for finder in get_finders() for path, _ in finder.list([])})
    modules = [path for path in paths if path.endswith(".js") and _is_ours(path)]
    return {str(PurePosixPath(path).with_suffix("")): path for path in modules}


def _is_ours(path: str) -> bool:
    return PurePosixPath(path).parts[0] in OUR_FOLDERS
