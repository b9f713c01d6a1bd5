"""The pages before anything else: signing in, and out."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sharing import passkeys, passwords
from sharing.actions import session, sign_in
from sharing.forms.account import LANGUAGES, LanguageForm
from sharing.forms.sign_in import CodeForm, PasswordForm
from sharing.invalid import Invalid
from sharing.queries.cast import cast, is_demo
from sharing.session import Needs, identity_in, serves, store_of
from sharing.views.visitor import (
    address_in,
    busy,
    device_in,
    host_name,
    json_in,
    safe_path,
    site_in,
)

LANGUAGE_SECONDS = 365 * 24 * 60 * 60


@serves(Needs.NOTHING)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _with_password(request)
    wanted = safe_path(request.GET.get("next", ""))
    identity = identity_in(request)
    if identity is not None and not identity.locked and identity.stage >= Needs.SECOND_FACTOR:
        return HttpResponseRedirect(wanted)
    return _page(request, PasswordForm(initial={"next": wanted}))


def _with_password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    device = device_in(request, given["touch"])
    try:
        accepted = sign_in.by_password(
            store_of(request), device, given["login_name"], given["password"]
        )
    except passwords.Busy:
        form.add_error(None, busy())
        response = _page(request, form, status=503)
        response.headers["Retry-After"] = "3"
        return response
    if not accepted:
        form.add_error(None, refusal())
        return _page(request, form, status=422)
    rotate_token(request)
    return redirect(f"{reverse('second-factor')}?next={safe_path(given['next'])}")


@serves(Needs.NOTHING)
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    options = passkeys.assertion_options(store_of(request), site_in(request))
    return HttpResponse(options, content_type="application/json")


@serves(Needs.NOTHING)
@require_POST
def with_passkey(request: HttpRequest) -> JsonResponse:
    body = json_in(request)
    credential = body.get("credential")
    device = device_in(request, str(body.get("touch", "")))
    known = isinstance(credential, dict) and sign_in.by_passkey(
        store_of(request), device, site_in(request), credential
    )
    if not known:
        message = _("This passkey could not be accepted. Please try again, or use your password.")
        raise Invalid({"passkey": message})
    rotate_token(request)
    return JsonResponse({"next": safe_path(str(body.get("next", "")))})


@serves(Needs.PASSWORD)
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    status = 200
    if form.is_valid():
        if sign_in.by_code(store_of(request), form.cleaned_data["code"]):
            rotate_token(request)
            return redirect(safe_path(form.cleaned_data["next"]))
        form.add_error("code", wrong_code())
    if form.errors:
        status = 422
    return render(request, "sharing/sign_in/second_factor.html", {"form": form}, status=status)


@serves(Needs.NOTHING)
@require_POST
def as_cast(request: HttpRequest, account: UUID) -> HttpResponse:
    if not _is_demo(request):
        raise Http404
    if not sign_in.as_member_of_the_cast(store_of(request), device_in(request), account):
        raise Http404
    rotate_token(request)
    return redirect(safe_path(request.POST.get("next", "")))


@serves(Needs.NOTHING)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Also for a locked session."""
    session.sign_out(store_of(request))
    response = redirect("sign-in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@serves(Needs.NOTHING)
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    response = redirect("sign-in")
    if form.is_valid():
        set_language(response, form.cleaned_data["language"])
    return response


def set_language(response: HttpResponse, language: str) -> None:
    """For the pages before anybody has signed in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def refusal() -> str:
    """One sentence, whatever was the reason."""
    return _(
        "The login name or the password is not right. "
        "After several attempts, please wait a few minutes before the next."
    )


def wrong_code() -> str:
    return _(
        "This code could not be accepted. Each code works once; please use the next one. "
        "After several attempts, please wait a few minutes."
    )


def _is_demo(request: HttpRequest) -> bool:
    return is_demo(address_in(request), host_name(request.get_host()))


def _page(request: HttpRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "next": safe_path(form["next"].value() or ""),
        "troupes": cast() if _is_demo(request) else [],
        "languages": LANGUAGES,
    }
    return render(request, "sharing/sign_in/page.html", context, status=status)
