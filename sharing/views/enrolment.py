"""The pages behind a single-use link, up to a complete account."""

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sharing import passwords, second_factor
from sharing.actions import enrolment
from sharing.actions.enrolment import Enrolment
from sharing.forms.account import LoginNameForm, NewCodeForm, NewPasswordForm
from sharing.invalid import Invalid
from sharing.labels import ROLE_LABELS
from sharing.session import Needs, serves, store_of
from sharing.views.visitor import busy, device_in, json_in, mark, site_in
from sharing.vocabulary import Role


@serves(Needs.NOTHING)
@require_http_methods(["GET", "HEAD"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The token leaves the address bar at once, so that no later page can pass it on."""
    if not enrolment.open_link(store_of(request), token):
        response = _gone(request)
    else:
        response = redirect("join")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@serves(Needs.NOTHING)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Who is invited to what; and the name to sign in with."""
    under_way = enrolment.under_way(store_of(request))
    if under_way is None:
        return _gone(request)
    if under_way.renewal:
        return _page(request, "choose", under_way, NewPasswordForm())
    form = LoginNameForm(request.POST or None, initial={"login_name": under_way.login_name})
    if form.is_valid():
        try:
            enrolment.choose_login_name(store_of(request), form.cleaned_data["login_name"])
        except Invalid as invalid:
            mark(form, invalid)
        else:
            return redirect("join-factors")
    return _page(request, "name", under_way, form)


@serves(Needs.NOTHING)
@require_http_methods(["GET", "HEAD", "POST"])
def join_factors(request: HttpRequest) -> HttpResponse:
    """A passkey, or a password to which an authenticator app comes next."""
    under_way = enrolment.under_way(store_of(request))
    if under_way is None or not under_way.login_name:
        return redirect("join")
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            enrolment.choose_password(store_of(request), form.cleaned_data["password"])
        except Invalid as invalid:
            mark(form, invalid)
        except passwords.Busy:
            form.add_error(None, busy())
        else:
            return redirect("join-authenticator")
    return _page(request, "choose", under_way, form)


@serves(Needs.NOTHING)
@require_http_methods(["GET", "HEAD", "POST"])
def join_authenticator(request: HttpRequest) -> HttpResponse:
    under_way = enrolment.under_way(store_of(request))
    if under_way is None or under_way.seed is None:
        return redirect("join")
    form = NewCodeForm(request.POST or None)
    if form.is_valid():
        try:
            enrolment.finish_by_code(
                store_of(request), device_in(request), form.cleaned_data["code"]
            )
        except Invalid as invalid:
            if "code" not in invalid.fields:
                return redirect("join")
            mark(form, invalid)
        else:
            rotate_token(request)
            return redirect("recovery-codes")
    return _page(
        request,
        "authenticator",
        under_way,
        form,
        seed_context(under_way.seed, under_way.login_name),
    )


@serves(Needs.NOTHING)
@require_POST
def join_passkey_options(request: HttpRequest) -> HttpResponse:
    options = enrolment.passkey_options(store_of(request), site_in(request))
    return HttpResponse(options, content_type="application/json")


@serves(Needs.NOTHING)
@require_POST
def join_passkey(request: HttpRequest) -> JsonResponse:
    body = json_in(request)
    credential = body.get("credential")
    if not isinstance(credential, dict):
        raise Invalid({"passkey": _("The request could not be read.")})
    device = device_in(request, str(body.get("touch", "")))
    enrolment.finish_by_passkey(store_of(request), device, site_in(request), credential)
    rotate_token(request)
    return JsonResponse({"next": "/"})


def seed_context(seed: bytes, login_name: str) -> dict[str, object]:
    """An authenticator app reads the picture, or a person types the key."""
    return {
        "picture": picture(second_factor.address(seed, login_name)),
        "manual_key": second_factor.manual_key(seed),
    }


def picture(text: str) -> str:
    """A QR code as a data: address."""
    made: str = segno.make(text, error="m").svg_data_uri(scale=5, border=3, light="white")
    return made


def _page(
    request: HttpRequest,
    name: str,
    under_way: Enrolment,
    form: LoginNameForm | NewPasswordForm | NewCodeForm,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    role = ROLE_LABELS[Role(under_way.role)] if under_way.role else ""
    context = {"under_way": under_way, "role_label": role, "form": form, **(more or {})}
    status = 422 if form.errors else 200
    return render(request, f"sharing/enrolment/{name}.html", context, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    """Used, revoked, expired, never there: the same page."""
    return render(request, "sharing/enrolment/gone.html", status=404)
