"""A form for each kind of item."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.fields import ClientId, Day, Line, Lines
from patients.items import Item
from patients.labels import (
    BLOCK_LABELS,
    CARE_LEVEL_LABELS,
    CHIP_LABELS,
    DOOR_NOTE_LABELS,
    IDENTIFIER_SYSTEM_LABELS,
    MAY_BE_TOLD_LABELS,
    RELATION_LABELS,
)
from patients.measures import JCS
from patients.vocabulary import CHIP_KIND, ItemKind


class ItemForm(forms.Form):
    """What all kinds share. The fields of each kind are the keys of its body."""

    kind: ItemKind
    id = ClientId()
    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def item(self) -> Item:
        said = dict(self.cleaned_data)
        operation, replaces = said.pop("id"), said.pop("replaces")
        body = {key: _text(value) for key, value in said.items()}
        return Item(self.kind, body, operation, replaces)


class AllergyForm(ItemForm):
    kind = ItemKind.ALLERGY
    text = Line(60, label=_("Allergic to"))
    detail = Lines(500, label=_("What happened, and when"), required=False)


class ProblemForm(ItemForm):
    kind = ItemKind.PROBLEM
    text = Line(100, label=_("Name of the illness or problem"))
    detail = Lines(1000, label=_("Remarks"), required=False)


class ChipForm(ItemForm):
    """Something of the list, which then stands in the header, or in words."""

    code = forms.ChoiceField(label=_("From the list"), required=False)
    text = Line(60, label=_("In words, or to add to the list"), required=False)
    detail = Lines(500, label=_("Remarks"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        listed = [chip for chip, kind in CHIP_KIND.items() if kind is self.kind]
        field = cast(forms.ChoiceField, self.fields["code"])
        field.choices = [("", "—"), *((chip, CHIP_LABELS[chip]) for chip in listed)]

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        if not said.get("code") and not said.get("text") and not self.errors:
            self.add_error("code", _("Please choose from the list, or write it in words."))
        return said


class DeviceForm(ChipForm):
    kind = ItemKind.DEVICE


class RiskForm(ChipForm):
    kind = ItemKind.RISK


class CareLevelForm(ItemForm):
    kind = ItemKind.CARE_LEVEL
    level = forms.ChoiceField(label=_("Care level"), choices=list(CARE_LEVEL_LABELS.items()))
    valid_from = Day(label=_("Valid from"), required=False, future=True)
    valid_until = Day(label=_("Valid until"), required=False, future=True)

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The end must not be before the beginning."))
        return said


class KeyPersonForm(ItemForm):
    kind = ItemKind.KEY_PERSON
    text = Line(60, label=_("Name"))
    relation = forms.ChoiceField(label=_("Relation"), choices=list(RELATION_LABELS.items()))
    telephone = Line(30, label=_("Telephone"), required=False)
    told = forms.ChoiceField(
        label=_("What this person may be told"),
        choices=list(MAY_BE_TOLD_LABELS.items()),
        widget=forms.RadioSelect,
    )
    detail = Lines(500, label=_("Remarks"), required=False)


class PhysicianForm(ItemForm):
    kind = ItemKind.PHYSICIAN
    text = Line(60, label=_("Name"))
    place = Line(100, label=_("Organization"), required=False)
    telephone = Line(30, label=_("Telephone"), required=False)


class DeputyPhysicianForm(PhysicianForm):
    kind = ItemKind.DEPUTY_PHYSICIAN


class BackupForm(ItemForm):
    kind = ItemKind.BACKUP
    text = Line(100, label=_("Hospital"))
    detail = Lines(500, label=_("Ward, bed, what was agreed"), required=False)
    telephone = Line(30, label=_("Telephone"), required=False)


class AdvanceCarePlanForm(ItemForm):
    kind = ItemKind.ADVANCE_CARE_PLAN
    detail = Lines(
        1000, label=_("Where the record of it is, and what matters most"), required=False
    )


class DoorForm(ItemForm):
    kind = ItemKind.DOOR
    code = forms.ChoiceField(label=_("From the list"), choices=list(DOOR_NOTE_LABELS.items()))
    text = Line(100, label=_("Remarks"), required=False)


class BaselineForm(ItemForm):
    """What is usual for this patient; the visit note asks back outside of it."""

    kind = ItemKind.BASELINE
    jcs = forms.ChoiceField(
        label=_("Consciousness (JCS)"), choices=[("", "—"), *((str(s), str(s)) for s in JCS)],
        required=False,
    )  # fmt: skip
    spo2_low = forms.IntegerField(
        label=_("SpO2, from"), min_value=50, max_value=100, required=False
    )
    spo2_high = forms.IntegerField(label=_("SpO2, to"), min_value=50, max_value=100, required=False)
    temperature = forms.DecimalField(
        label=_("Usual temperature"), min_value=34, max_value=38, decimal_places=1, required=False
    )
    detail = Lines(500, label=_("Remarks"), required=False)

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        low, high = said.get("spo2_low"), said.get("spo2_high")
        if low and high and high < low:
            self.add_error("spo2_high", _("The end must not be before the beginning."))
        return said


class ObservationSetForm(ItemForm):
    kind = ItemKind.OBSERVATION_SET
    blocks = forms.MultipleChoiceField(
        label=_("What visits look at"),
        choices=list(BLOCK_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:  # Any: as Django
        said = super().get_initial_for_field(field, field_name)
        return said.split(",") if field_name == "blocks" and isinstance(said, str) else said


class GoalForm(ItemForm):
    kind = ItemKind.GOAL
    text = Line(200, label=_("Goal of care"))
    detail = Lines(500, label=_("Remarks"), required=False)


class IdentifierForm(ItemForm):
    kind = ItemKind.IDENTIFIER
    system = forms.ChoiceField(
        label=_("Kind of number"), choices=list(IDENTIFIER_SYSTEM_LABELS.items())
    )
    value = Line(60, label=_("Number"))


FORMS: Mapping[ItemKind, type[ItemForm]] = {
    form.kind: form
    for form in (
        AllergyForm,
        ProblemForm,
        DeviceForm,
        RiskForm,
        CareLevelForm,
        KeyPersonForm,
        PhysicianForm,
        DeputyPhysicianForm,
        BackupForm,
        AdvanceCarePlanForm,
        DoorForm,
        BaselineForm,
        ObservationSetForm,
        GoalForm,
        IdentifierForm,
    )
}


class EndForm(forms.Form):
    reason = Line(200, label=_("Reason"))


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ",".join(value)
    return "" if value is None else str(value)
