"""Addresses of the record. They hold ids and nothing else about anybody."""

from django.urls import URLPattern, URLResolver, path

from patients.views import items, listing, record, registration, team

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
    path("patients/<uuid:room>/team/", team.team, name="team"),
    path("patients/<uuid:room>/team/add/", team.add, name="team-add"),
    path("patients/<uuid:room>/team/<uuid:member>/remove/", team.remove, name="team-remove"),
    path("patients/<uuid:room>/team/joins/<uuid:join>/", team.decide, name="team-join"),
    path("patients/<uuid:room>/consents/", team.consent, name="consent-record"),
    path("patients/<uuid:room>/consents/withdraw/", team.withdraw, name="consent-withdraw"),
]
