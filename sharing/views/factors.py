"""Passkeys, authenticator app, recovery codes and password of the person themselves."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharing import passwords
from sharing.actions import account, factors
from sharing.forms.account import (
    NewCodeAndPasswordForm,
    NewCodeForm,
    NewPasswordForm,
    PasskeyNameForm,
)
from sharing.invalid import Invalid
from sharing.session import account_in, store_of
from sharing.views.confirm import confirmed
from sharing.views.enrolment import seed_context
from sharing.views.visitor import busy, device_in, json_in, mark, site_in


@require_safe
@confirmed("new-passkey")
def new_passkey(request: HttpRequest) -> HttpResponse:
    return render(request, "sharing/me/new_passkey.html")


@require_POST
@confirmed("new-passkey")
def passkey_options(request: HttpRequest) -> HttpResponse:
    options = factors.passkey_options(store_of(request), site_in(request))
    return HttpResponse(options, content_type="application/json")


@require_POST
@confirmed("new-passkey")
def add_passkey(request: HttpRequest) -> HttpResponse:
    credential = json_in(request).get("credential")
    if not isinstance(credential, dict):
        raise Invalid({"passkey": _("The request could not be read.")})
    name = device_in(request).label or _("Passkey")
    factors.add_passkey(store_of(request), site_in(request), credential, name)
    return JsonResponse({"next": "/me/?done=passkey"})


@require_POST
def rename_passkey(request: HttpRequest, passkey: UUID) -> HttpResponse:
    form = PasskeyNameForm(request.POST)
    if form.is_valid():
        factors.rename_passkey(store_of(request), passkey, form.cleaned_data["name"])
    return redirect("/me/?done=renamed" if form.is_valid() else "me")


@require_POST
@confirmed("me")
def revoke_passkey(request: HttpRequest, passkey: UUID) -> HttpResponse:
    factors.revoke_passkey(store_of(request), passkey)
    return redirect("/me/?done=revoked")


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed("authenticator")
def authenticator(request: HttpRequest) -> HttpResponse:
    """Another authenticator app, in place of the one before."""
    store = store_of(request)
    seed, login_name = factors.begin_totp(store)
    kind = NewCodeAndPasswordForm if factors.needs_password(store) else NewCodeForm
    form = kind(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            factors.finish_totp(store, given["code"], given.get("password", ""))
        except Invalid as invalid:
            mark(form, invalid)
        except passwords.Busy:
            form.add_error(None, busy())
        else:
            return redirect("recovery-codes")
    context = {"form": form, **seed_context(seed, login_name)}
    status = 422 if form.errors else 200
    return render(request, "sharing/me/authenticator.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shown until their owner says that they are written down, and never again."""
    store = store_of(request)
    if request.method == "POST":
        factors.codes_written_down(store)
        return redirect("/")
    codes = factors.codes_to_show(store)
    return render(request, "sharing/me/recovery_codes.html", {"codes": codes})


@require_POST
@confirmed("me")
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    factors.replace_recovery_codes(store_of(request))
    return redirect("recovery-codes")


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed("change-password")
def change_password(request: HttpRequest) -> HttpResponse:
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            mine = account_in(request).account
            account.change_password(store_of(request), mine, form.cleaned_data["password"])
        except Invalid as invalid:
            mark(form, invalid)
        except passwords.Busy:
            form.add_error(None, busy())
        else:
            return redirect("/me/?done=password")
    status = 422 if form.errors else 200
    return render(request, "sharing/me/password.html", {"form": form}, status=status)
