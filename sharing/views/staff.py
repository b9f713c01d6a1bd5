"""The people of an organisation: who works here, who is invited, who may no longer sign in."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharing.actions import invitation
from sharing.actions import staff as actions
from sharing.actions.invitation import Link
from sharing.actions.staff import NoSuchAccount
from sharing.forms.staff import InviteForm
from sharing.queries import staff as queries
from sharing.session import actor_of
from sharing.views.confirm import confirmed
from sharing.views.enrolment import picture
from sharing.views.visitor import site_in

DONE = {
    "suspended": _("The account is suspended. All its devices were signed out."),
    "restored": _("The person may sign in again."),
    "revoked": _("The link no longer works."),
    "ended": _("The person no longer works here. What they wrote keeps their name."),
}


@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    found = queries.staff(actor_of(request))
    done = DONE.get(request.GET.get("done", ""))
    return render(request, "sharing/staff/page.html", {"staff": found, "done": done})


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed("staff-invite")
def invite(request: HttpRequest) -> HttpResponse:
    if not queries.staff(actor_of(request)).details:
        raise Http404
    form = InviteForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        link = invitation.invite(
            actor_of(request), given["name"], given["role"], administrator=given["administrator"]
        )
        return _show(request, link)
    status = 422 if form.errors else 200
    return render(request, "sharing/staff/invite.html", {"form": form}, status=status)


@require_POST
@confirmed("staff")
def revoke_invitation(request: HttpRequest, invited: UUID) -> HttpResponse:
    invitation.revoke(actor_of(request), invited)
    return redirect("/staff/?done=revoked")


@require_POST
@confirmed("staff")
def suspend(request: HttpRequest, account: UUID) -> HttpResponse:
    with _or_absent():
        actions.suspend(actor_of(request), account)
    return redirect("/staff/?done=suspended")


@require_POST
@confirmed("staff")
def restore(request: HttpRequest, account: UUID) -> HttpResponse:
    with _or_absent():
        actions.restore(actor_of(request), account)
    return redirect("/staff/?done=restored")


@require_POST
@confirmed("staff")
def reset_factors(request: HttpRequest, account: UUID) -> HttpResponse:
    with _or_absent():
        link = actions.reset_factors(actor_of(request), account)
    return _show(request, link)


@require_POST
@confirmed("staff")
def end_role(request: HttpRequest, role: UUID) -> HttpResponse:
    actions.end_role(actor_of(request), role)
    return redirect("/staff/?done=ended")


@contextmanager
def _or_absent() -> Iterator[None]:
    try:
        yield
    except NoSuchAccount as error:
        raise Http404 from error


def _show(request: HttpRequest, link: Link) -> HttpResponse:
    """The only time the link can be seen."""
    address = site_in(request).origin + reverse("join-link", args=[link.token])
    context = {"link": link, "address": address, "picture": picture(address)}
    return render(request, "sharing/staff/link.html", context)
