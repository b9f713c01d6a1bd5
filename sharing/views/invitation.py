"""An invitation for somebody who has an account already."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sharing.actions import acceptance
from sharing.invalid import Invalid
from sharing.session import Needs, account_in, serves, store_of


@serves(Needs.SECOND_FACTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Opened before signing in; both factors were shown since."""
    store, identity = store_of(request), account_in(request)
    offer = acceptance.offered(store)
    if offer is None:
        return render(request, "sharing/enrolment/gone.html", status=404)
    refused: list[str] = []
    if request.method == "POST":
        try:
            acceptance.accept(store, identity.account)
        except Invalid as invalid:
            refused = list(invalid.fields.values())
        else:
            return redirect("choose-role")
    context = {"offer": offer, "name": identity.name, "refused": refused}
    status = 422 if refused else 200
    return render(request, "sharing/enrolment/accept.html", context, status=status)
