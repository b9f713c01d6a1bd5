"""Addresses of the record. They hold ids and nothing else about anybody."""

from datetime import date

from django.urls import URLPattern, URLResolver, path, register_converter

from patients.views import items, listing, medications, record, registration, team
from patients.views import visit as visits
from patients.views import visit_import as imported
from patients.views import visit_taps as taps


class PlannedDate:
    """The day that a series gave one of its visits."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return str(value)


register_converter(PlannedDate, "planned_date")
VISITS = "patients/<uuid:room>/visits"
VISIT = f"{VISITS}/<uuid:plan>/<planned_date:day>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("patients/", listing.patients, name="patients"),
    path("patients/search/", listing.search, name="patient-search"),
    path("patients/register/", registration.register, name="patient-register"),
    path("patients/ask/", registration.ask, name="patient-ask"),
    path("patients/<uuid:room>/overview/", record.overview, name="overview"),
    path("patients/<uuid:room>/header/", record.header, name="patient-header"),
    path("patients/<uuid:room>/amend/", record.amend, name="patient-amend"),
    path("patients/<uuid:room>/history/", record.history, name="patient-history"),
    path("patients/<uuid:room>/location/", record.location, name="location"),
    path("patients/<uuid:room>/items/new/<slug:kind>/", items.record, name="item-record"),
    path("patients/<uuid:room>/items/<uuid:item>/", items.change, name="item-change"),
    path("patients/<uuid:room>/items/<uuid:item>/end/", items.end, name="item-end"),
    path("patients/<uuid:room>/medicines/", medications.medicines, name="medicines"),
    path("patients/<uuid:room>/team/", team.team, name="team"),
    path("patients/<uuid:room>/team/add/", team.add, name="team-add"),
    path("patients/<uuid:room>/team/<uuid:member>/remove/", team.remove, name="team-remove"),
    path("patients/<uuid:room>/team/joins/<uuid:join>/", team.decide, name="team-join"),
    path("patients/<uuid:room>/consents/", team.consent, name="consent-record"),
    path("patients/<uuid:room>/consents/withdraw/", team.withdraw, name="consent-withdraw"),
    path("visits/unplanned/", taps.choose, name="visit-choose"),
    path("visits/import/", imported.import_plan, name="visit-import"),
    path(f"{VISITS}/", visits.visits, name="visits"),
    path(f"{VISITS}/plan/", visits.plan, name="visit-plan"),
    path(f"{VISITS}/unplanned/", taps.unplanned, name="visit-unplanned"),
    path(f"{VISITS}/<uuid:series>/end/", visits.end, name="series-end"),
    path(f"{VISIT}/", visits.visit, name="visit"),
    path(f"{VISIT}/move/", visits.move, name="visit-move"),
    path(f"{VISIT}/cancel/", visits.cancel, name="visit-cancel"),
    path(f"{VISIT}/times/", visits.times, name="visit-times"),
    path(f"{VISIT}/start/", taps.start, name="visit-start"),
    path(f"{VISIT}/end/", taps.end, name="visit-end"),
    path(f"{VISIT}/take-back/", taps.take_back, name="visit-take-back"),
    path(f"{VISIT}/write/", taps.write, name="visit-write"),
]
