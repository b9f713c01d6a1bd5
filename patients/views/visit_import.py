"""A week's plan from a file: first what would become of each line, then, on a tap, the deed."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from patients.actions.visit_import import take_plan
from patients.forms.visit_import import ImportForm
from patients.queries.visit_import import Judged, Outcome, judged
from sharing.session import actor_of

OUTCOME_LABELS = {
    Outcome.NEW: _("New"),
    Outcome.KNOWN: _("In the plan already"),
    Outcome.BAD_DATE: _("The date cannot be read, or is too far away"),
    Outcome.BAD_TIME: _("The times cannot be read, or are longer than 12 hours"),
    Outcome.BAD_KIND: _("The kind of visit is not known"),
    Outcome.UNKNOWN_PATIENT: _("Nobody of this name or number is among your patients"),
    Outcome.AMBIGUOUS: _("Several patients are called so: please use the full name or the number"),
    Outcome.LEFT_CARE: _("Care has ended"),
    Outcome.UNKNOWN_VISITOR: _("Nobody of this name works for your organisation"),
    Outcome.NOT_ON_TEAM: _("This visitor is not on the patient's team"),
    Outcome.OTHER_ORGANIZATION: _("This visitor works for another organisation"),
}


@dataclass(frozen=True)
class Line:
    number: int
    date_text: str
    hours_text: str
    said: str
    patient: str
    patient_url: str
    visitor: str
    outcome: Outcome
    label: str

    @property
    def tone(self) -> str:
        calm = {Outcome.NEW: "accent", Outcome.KNOWN: "plain"}
        return calm.get(self.outcome, "caution")


@require_http_methods(["GET", "POST"])
def import_plan(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "GET":
        return _page(request, ImportForm(), 200)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, 422)
    if not form.confirmed:
        return _page(request, form, 200, judged(actor, form.lines))
    taken = take_plan(actor, form.lines)
    return _page(request, ImportForm(), 200, taken.lines, count=taken.count)


def _page(
    request: HttpRequest,
    form: ImportForm,
    status: int,
    lines: tuple[Judged, ...] = (),
    count: int | None = None,
) -> HttpResponse:
    outcomes = Counter(one.outcome for one in lines)
    context = {
        "form": form,
        "lines": [_line(one) for one in lines],
        "given": form.given if lines and count is None else "",
        "new": outcomes[Outcome.NEW],
        "sums": [(OUTCOME_LABELS[one], outcomes[one]) for one in Outcome if outcomes[one]],
        "count": count,
    }
    return render(request, "patients/visits/import.html", context, status=status)


def _line(one: Judged) -> Line:
    return Line(
        number=one.line.number,
        date_text=one.line.date_text,
        hours_text=one.line.hours_text,
        said=one.line.patient,
        patient=one.patient,
        patient_url=reverse("visits", args=[one.room]) if one.room else "",
        visitor=one.line.visitor,
        outcome=one.outcome,
        label=str(OUTCOME_LABELS[one.outcome]),
    )
