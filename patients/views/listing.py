"""患者: the list of my patients and the search within it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from patients.forms.search import SearchForm
from patients.queries.listing import my_patients
from sharing.queries.rights import may_register
from sharing.session import actor_of


@require_GET
def patients(request: HttpRequest) -> HttpResponse:
    return _page(request, SearchForm(), "", 200)


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """By POST, since the word is about a patient and must not stand in an address."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _page(request, form, "", 422)
    return _page(request, form, form.cleaned_data["q"], 200)


def _page(request: HttpRequest, form: SearchForm, q: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "form": form,
        "q": q,
        "patients": my_patients(actor, q),
        "may_register": may_register(actor),
    }
    return render(request, "patients/list.html", context, status=status)
