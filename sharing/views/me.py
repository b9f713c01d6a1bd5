"""自分: the person's own devices, sessions and way of looking at things."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharing.actions import account, session
from sharing.actions.qualification import state_qualifications
from sharing.forms.account import AppearanceForm, QualificationsForm
from sharing.forms.sign_in import RoleForm
from sharing.queries.me import profile, roles
from sharing.queries.qualification import qualifications_of
from sharing.session import Needs, account_in, actor_of, renew, serves, store_of
from sharing.views.sign_in import set_language
from sharing.views.visitor import safe_path

DONE = {
    "appearance": _("Your settings are kept."),
    "ended": _("The session was ended."),
    "others": _("You are signed out everywhere else."),
    "passkey": _("The passkey was registered."),
    "renamed": _("The passkey has a new name."),
    "revoked": _("The passkey no longer opens anything."),
    "qualifications": _("Your qualifications are kept."),
    "password": _("Your password was changed. Other devices were signed out."),
}


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    identity = account_in(request)
    mine = profile(identity.account, identity.session, identity.role)
    form = AppearanceForm(initial={"language": mine.language, "appearance": mine.appearance})
    done = DONE.get(request.GET.get("done", ""))
    context = {"mine": mine, "form": form, "done": done, "actor": actor_of(request)}
    return render(request, "sharing/me/page.html", context)


@serves(Needs.SECOND_FACTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    identity = account_in(request)
    form = RoleForm(request.POST or None)
    if form.is_valid():
        session.act_as(store_of(request), form.cleaned_data["role"])
        return redirect(safe_path(form.cleaned_data["next"]))
    context = {
        "roles": roles(identity.account, identity.role),
        "next": safe_path(request.GET.get("next", "")),
        "name": identity.name,
    }
    return render(request, "sharing/me/choose_role.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def qualifications(request: HttpRequest) -> HttpResponse:
    account = account_in(request).account
    if request.method == "POST":
        form = QualificationsForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data["qualifications"]
            state_qualifications(store_of(request), account, given)
            return redirect("/me/?done=qualifications")
    else:
        form = QualificationsForm(initial={"qualifications": qualifications_of(account)})
    status = 422 if form.errors else 200
    return render(request, "sharing/me/qualifications.html", {"form": form}, status=status)


@require_POST
def end_session(request: HttpRequest, tag: str) -> HttpResponse:
    store = store_of(request)
    session.end(account_in(request).account, tag, session.tag_of(store))
    return redirect("/me/?done=ended")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    session.end_others(store_of(request))
    return redirect("/me/?done=others")


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    form = AppearanceForm(request.POST)
    response = redirect("/me/?done=appearance")
    if form.is_valid():
        given = form.cleaned_data
        account.choose_appearance(
            account_in(request).account, given["language"], given["appearance"]
        )
        set_language(response, given["language"])
    return response


@require_POST
def gesture(request: HttpRequest) -> HttpResponse:
    """The page saw a touch, a key or the mouse: the idle clock starts again."""
    renew(request)
    return HttpResponse(status=204)


@require_safe
def draft_key(request: HttpRequest) -> JsonResponse:
    """For sealing what is not sent yet. Ends with the session, and is kept nowhere else."""
    owner = str(actor_of(request).practitioner_role_id)
    response = JsonResponse({"key": session.draft_key(store_of(request)), "owner": owner})
    response.headers["Cache-Control"] = "no-store"
    return response
