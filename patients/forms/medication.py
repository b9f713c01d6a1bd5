"""Forms for the list of medicines: a medicine, its end, and a count of what is left."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.actions.medication import Ending, Leftover, NewMedicine
from patients.forms.fields import ClientId, Day, Line
from patients.labels import MEDICATION_SOURCE_LABELS
from patients.medication import Counted, Medicine
from patients.numerals import plain
from patients.vocabulary import MedicationSource

MOST = Decimal(9999)


class MedicineForm(forms.Form):
    """A new medicine, or what takes the place of one."""

    id = ClientId()
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = Line(100, label=_("Name of the medicine"))
    dose = Line(60, label=_("Dose"), required=False)
    usage = Line(100, label=_("How it is taken"), required=False)
    effective_date = Day(label=pgettext_lazy("medicine", "From"), future=True)
    until = Day(label=_("Last day, if it is for some days only"), required=False, future=True)
    prescriber = Line(60, label=_("Prescribed by"), required=False)
    source = forms.ChoiceField(
        label=_("Known from"), choices=list(MEDICATION_SOURCE_LABELS.items())
    )
    reason = Line(200, label=_("Reason"), required=False)

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        first, last = said.get("effective_date"), said.get("until")
        if first and last and last < first:
            self.add_error("until", _("The end must not be before the beginning."))
        return said

    def medicine(self, replaces: UUID | None) -> NewMedicine:
        said = self.cleaned_data
        medicine = Medicine(
            name=said["name"],
            dose=said["dose"],
            usage=said["usage"],
            prescriber=said["prescriber"],
            source=MedicationSource(said["source"]),
            reason=said["reason"],
            until=said["until"],
        )
        return NewMedicine(said["id"], medicine, said["effective_date"], replaces, said["entry"])


class MedicineEndForm(forms.Form):
    id = ClientId()
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)
    last_date = Day(label=_("Last day it is taken"), future=True)
    reason = Line(200, label=_("Reason"))

    def ending(self, medicine: UUID) -> Ending:
        said = self.cleaned_data
        return Ending(said["id"], medicine, said["last_date"], said["reason"], said["entry"])


class LeftoverForm(forms.Form):
    """Of a medicine of the list, or of another by its name."""

    id = ClientId()
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)
    medicine = forms.ChoiceField(label=_("Medicine"), required=False)
    name = Line(100, label=_("If it is not on the list: its name"), required=False)
    quantity = forms.DecimalField(
        label=_("How many are left"), min_value=0, max_value=MOST, max_digits=5, decimal_places=1
    )
    unit = Line(10, label=pgettext_lazy("medicine", "Unit"), required=False)
    reason = Line(200, label=_("Why they were left"), required=False)

    def __init__(self, *given: Any, listed: list[tuple[UUID, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.listed = {str(medicine): name for medicine, name in listed}
        self.fields["medicine"].choices = [("", "—"), *self.listed.items()]  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        if not said.get("medicine") and not said.get("name") and not self.errors:
            self.add_error("medicine", _("Please choose from the list, or write it in words."))
        return said

    def leftover(self, at: datetime) -> Leftover:
        said = self.cleaned_data
        name = self.listed.get(said["medicine"]) or said["name"]
        counted = Counted(name, plain(said["quantity"]), said["unit"], said["reason"])
        medicine = UUID(said["medicine"]) if said["medicine"] else None
        return Leftover(said["id"], counted, at, medicine, said["entry"])
