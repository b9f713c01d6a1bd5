"""What the region finds about one's organisation, kept by its administrators."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sharing.actions.organization import update_organization
from sharing.forms.organization import OrganizationForm
from sharing.queries.organization import particulars
from sharing.session import actor_of
from sharing.views.confirm import confirmed


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed("organization")
def organization(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    known = particulars(actor)
    form = OrganizationForm(request.POST or None, initial=asdict(known))
    if form.is_valid():
        update_organization(actor, form.particulars())
        return redirect("/staff/organization/?done=kept")
    done = request.method == "GET" and request.GET.get("done") == "kept"
    context = {"form": form, "known": known, "done": done}
    status = 422 if form.errors else 200
    return render(request, "sharing/staff/organization.html", context, status=status)
