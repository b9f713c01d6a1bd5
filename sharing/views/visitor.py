"""What a request says about where it comes from and where it wants to go."""

import orjson
from django import forms
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sharing.devices import Device, device_of
from sharing.invalid import Invalid
from sharing.passkeys import Site

HOME = "/"


def device_in(request: HttpRequest, touch: str = "") -> Device:
    return device_of(request.headers.get("User-Agent", ""), touch, address_in(request))


def address_in(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def site_in(request: HttpRequest) -> Site:
    """The host was checked against those allowed when it was read."""
    host = request.get_host()
    return Site(host_name(host), f"{request.scheme}://{host}")


def host_name(host: str) -> str:
    """Without the port; an IPv6 address keeps its brackets."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


def safe_path(wanted: str) -> str:
    """A path of this site, or home."""
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own else HOME


def busy() -> str:
    return _("Many people are signing in just now. Please try again shortly.")


def json_in(request: HttpRequest) -> dict[str, object]:
    try:
        body = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise Invalid({"": _("The request could not be read.")})
    return body


def mark(form: forms.Form, invalid: Invalid) -> forms.Form:
    """Show what an action refused beside the fields of the form."""
    for name, sentence in invalid.fields.items():
        form.add_error(name if name in form.fields else None, sentence)
    return form
