"""Who a patient is, and everything that is asked when one is registered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.actions.identifier import Number
from patients.actions.patient import Registration
from patients.demographics import Demographics
from patients.field_labels import FIELD_LABELS
from patients.forms.consent import ConsentFields, Organizations
from patients.forms.fields import ClientId, Day, Kana, Line
from patients.forms.numbers import plain
from patients.items import Item
from patients.labels import CARE_LEVEL_LABELS, IDENTIFIER_SYSTEM_LABELS, SEX_LABELS
from patients.vocabulary import CareLevel, IdentifierSystem, ItemKind, Sex

A_NAME = 60


class DemographicsForm(forms.Form):
    family = Line(A_NAME, label=FIELD_LABELS["family"])
    given = Line(A_NAME, label=FIELD_LABELS["given"])
    kana_family = Kana(A_NAME, label=FIELD_LABELS["kana_family"])
    kana_given = Kana(A_NAME, label=FIELD_LABELS["kana_given"])
    birth_date = Day(
        label=FIELD_LABELS["birth_date"],
        help_text=_("For example 1942-03-08, 昭和17年3月8日 or S17.3.8."),
    )
    sex = forms.ChoiceField(
        label=FIELD_LABELS["sex"], choices=list(SEX_LABELS.items()), widget=forms.RadioSelect
    )
    postal_code = Line(10, label=FIELD_LABELS["postal_code"], required=False)
    address = Line(200, label=FIELD_LABELS["address"], required=False)
    telephone = Line(
        30,
        label=FIELD_LABELS["telephone"],
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    def demographics(self) -> Demographics:
        said = self.cleaned_data
        return Demographics(
            family=said["family"],
            given=said["given"],
            kana_family=said["kana_family"],
            kana_given=said["kana_given"],
            birth_date=said["birth_date"],
            sex=Sex(said["sex"]),
            postal_code=plain(said["postal_code"]),
            address=said["address"],
            telephone=plain(said["telephone"]),
        )


class AmendForm(DemographicsForm):
    """`version` is the one the person saw; somebody may have been faster."""

    version = forms.IntegerField(min_value=1, max_value=10**6, widget=forms.HiddenInput)


class RegisterForm(ConsentFields, DemographicsForm):
    """The consent's fields come last on the page; the own organisation is always part of it."""

    care_insurance = Line(
        20,
        label=IDENTIFIER_SYSTEM_LABELS[IdentifierSystem.CARE_INSURANCE],
        required=False,
        help_text=_("Ten digits. Whether the patient has a record here already is found by it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    medical_record = Line(
        30, label=_("Your own organization's number for the patient"), required=False
    )
    care_level = forms.ChoiceField(
        label=_("Care level"), choices=[("", "—"), *CARE_LEVEL_LABELS.items()], required=False
    )
    valid_from = Day(label=_("Valid from"), required=False, future=True)
    valid_until = Day(label=_("Valid until"), required=False, future=True)
    id = ClientId()

    def __init__(
        self, *given: Any, organizations: Iterable[Organizations], own: UUID, **named: Any
    ) -> None:
        super().__init__(*given, organizations=organizations, **named)
        self.own = own

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The end must not be before the beginning."))
        return said

    def registration(self) -> Registration:
        return Registration(
            demographics=self.demographics(),
            consent=self.consent(self.own),
            numbers=tuple(self._numbers()),
            items=tuple(self._items()),
            id=self.cleaned_data["id"],
        )

    def _numbers(self) -> Iterable[Number]:
        for system in (IdentifierSystem.CARE_INSURANCE, IdentifierSystem.MEDICAL_RECORD):
            if value := plain(self.cleaned_data[system.replace("-", "_")]):
                yield Number(system, value)

    def _items(self) -> Iterable[Item]:
        said = self.cleaned_data
        if said["care_level"]:
            body = {
                "level": CareLevel(said["care_level"]),
                "valid_from": said["valid_from"].isoformat() if said["valid_from"] else "",
                "valid_until": said["valid_until"].isoformat() if said["valid_until"] else "",
            }
            yield Item(ItemKind.CARE_LEVEL, body)
