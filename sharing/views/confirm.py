"""The second factor once more, before what is grave: factors, passwords, colleagues' accounts."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sharing import clock, passkeys
from sharing.actions import session, sign_in
from sharing.forms.sign_in import CodeForm
from sharing.invalid import Invalid
from sharing.queries.cast import is_demo
from sharing.queries.me import profile
from sharing.session import account_in, store_of
from sharing.views.sign_in import wrong_code
from sharing.views.visitor import address_in, host_name, json_in, safe_path, site_in

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def confirmed(page: str) -> Callable[[View[P]], View[P]]:
    """Ask for the second factor unless it was shown a short while ago; `page` is where a form
    that came too late is to be filled in again."""

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def ask_first(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if session.is_fresh(store_of(request), clock.now()):
                return view(request, *args, **kwargs)
            back = request.path if request.method == "GET" else reverse(page)
            return HttpResponseRedirect(f"{reverse('confirm')}?{urlencode({'next': back})}")

        return ask_first

    return wrap


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if form.is_valid():
        if sign_in.by_code(store_of(request), form.cleaned_data["code"]):
            return redirect(safe_path(form.cleaned_data["next"]))
        form.add_error("code", wrong_code())
    me = account_in(request)
    mine = profile(me.account, me.session, me.role)
    context = {
        "form": form,
        "next": safe_path(form["next"].value() or ""),
        "has_totp": mine.totp_since is not None,
        "has_passkey": bool(mine.passkeys),
        "demo": _is_demo(request),
    }
    status = 422 if form.errors else 200
    return render(request, "sharing/sign_in/confirm.html", context, status=status)


@require_POST
def confirm_passkey_options(request: HttpRequest) -> HttpResponse:
    account = account_in(request).account
    options = passkeys.assertion_options(store_of(request), site_in(request), account)
    return HttpResponse(options, content_type="application/json")


@require_POST
def confirm_passkey(request: HttpRequest) -> JsonResponse:
    body = json_in(request)
    credential = body.get("credential")
    accepted = isinstance(credential, dict) and sign_in.again_by_passkey(
        store_of(request), site_in(request), credential
    )
    if not accepted:
        raise Invalid({"passkey": _("This passkey could not be accepted. Please try again.")})
    return JsonResponse({"next": safe_path(str(body.get("next", "")))})


@require_POST
def confirm_as_cast(request: HttpRequest) -> HttpResponse:
    if not _is_demo(request):
        raise Http404
    sign_in.again_as_member_of_the_cast(store_of(request))
    return redirect(safe_path(request.POST.get("next", "")))


def _is_demo(request: HttpRequest) -> bool:
    return is_demo(address_in(request), host_name(request.get_host()))
