"""お薬: what a patient takes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from patients.queries.medications import medicines_page
from sharing.session import actor_of


@require_GET
def medicines(request: HttpRequest, room: UUID) -> HttpResponse:
    found = medicines_page(actor_of(request), room)
    return render(request, "patients/medicines.html", {"page": found, "header": found.header})
