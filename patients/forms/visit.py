"""What is asked when visits are planned, moved, called off, begun and ended."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.forms.fields import ClientId, Day, Line
from patients.labels import VISIT_KIND_LABELS
from patients.visit_plan import Change, Plan, Unplanned
from patients.visit_rule import DAY, Rule, minutes_between
from patients.visit_time import JAPAN
from patients.vocabulary import VisitKind
from sharing.queries.directory import PersonRow

WEEKDAY_LABELS = (
    (0, pgettext_lazy("weekday", "Mon")),
    (1, pgettext_lazy("weekday", "Tue")),
    (2, pgettext_lazy("weekday", "Wed")),
    (3, pgettext_lazy("weekday", "Thu")),
    (4, pgettext_lazy("weekday", "Fri")),
    (5, pgettext_lazy("weekday", "Sat")),
    (6, pgettext_lazy("weekday", "Sun")),
)
EVERY = {
    1: _("Every week"),
    2: _("Every second week"),
    3: _("Every third week"),
    4: _("Every fourth week"),
}
SUDDEN = (VisitKind.URGENT, VisitKind.EXTRA, VisitKind.END_OF_LIFE)
WRONG_LENGTH = _("A visit takes between one minute and 12 hours. Please check the times.")


def hours() -> forms.TimeField:
    return forms.TimeField(
        widget=forms.TimeInput(attrs={"type": "time", "step": "60"}, format="%H:%M"),
        error_messages={"invalid": _("Please enter a time, for example 9:30.")},
    )


def day_field(**options: Any) -> Day:
    return Day(future=True, widget=forms.TextInput(attrs={"type": "date"}), **options)


class Moment(forms.DateTimeField):
    """A day and an hour of the clock in Japan."""

    default_error_messages = {"invalid": _("Please enter a date and a time.")}

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> datetime | None:  # Any: whatever was posted
        try:
            return cast(datetime | None, super().clean(value))
        except OverflowError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class SomebodyComes(forms.Form):
    """What planning and moving share: who comes, and from when to when on the day."""

    visitor = forms.ChoiceField(
        label=_("Visitor"),
        error_messages={"invalid_choice": _("Please choose a person of the list.")},
    )
    begins = hours()
    ends = hours()

    def __init__(self, *given: Any, visitors: Iterable[PersonRow] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        field = cast(forms.ChoiceField, self.fields["visitor"])
        field.choices = [(str(one.id), f"{one.name}（{one.role_label}）") for one in visitors]
        self.fields["begins"].label = _("Begins at")
        self.fields["ends"].label = _("Ends at")

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        begins, ends = said.get("begins"), said.get("ends")
        if begins and ends and minutes_between(begins, ends) is None:
            self.add_error("ends", WRONG_LENGTH)
        return said

    def minutes(self) -> int:
        return minutes_between(self.cleaned_data["begins"], self.cleaned_data["ends"]) or 0


class PlanForm(SomebodyComes):
    id = ClientId()
    kind = forms.ChoiceField(label=_("Kind of visit"), choices=list(VISIT_KIND_LABELS.items()))
    first_date = day_field(label=_("First day"))
    weekdays = forms.MultipleChoiceField(
        label=_("Days of the week"),
        help_text=_("Without any it is a single visit on the first day."),
        choices=WEEKDAY_LABELS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    interval = forms.ChoiceField(
        label=_("How often"), choices=list(EVERY.items()), initial=1, required=False
    )
    last_date = day_field(label=_("Last day"), required=False)
    remark = Line(200, label=_("Remarks"), required=False)

    field_order = (
        "id", "visitor", "kind", "first_date", "begins", "ends", "weekdays", "interval",
        "last_date", "remark",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean()
        first, last = said.get("first_date"), said.get("last_date")
        if first and last and last < first:
            self.add_error("last_date", _("The end must not be before the beginning."))
        return said

    def plan(self) -> Plan:
        said = self.cleaned_data
        rule = Rule(
            said["first_date"],
            said["begins"],
            self.minutes(),
            frozenset(map(int, said["weekdays"])),
            int(said["interval"] or 1),
            said["last_date"],
        )
        return Plan(
            said["id"], rule, UUID(said["visitor"]), VisitKind(said["kind"]), said["remark"]
        )


class MoveForm(SomebodyComes):
    date = day_field(label=_("Day"))
    field_order = ("date", "begins", "ends", "visitor")

    def change(self) -> Change:
        said = self.cleaned_data
        day, begins, ends = said["date"], said["begins"], said["ends"]
        next_day: date = day if ends > begins else day + DAY
        return Change(_at(day, begins), _at(next_day, ends), UUID(said["visitor"]))


class CancelForm(forms.Form):
    reason = Line(200, label=_("Why it does not take place"))


class EndSeriesForm(forms.Form):
    from_date = day_field(label=_("No more visits from"))


class TimesForm(forms.Form):
    started_at = Moment(label=_("Begun at"))
    ended_at = Moment(label=_("Ended at"), required=False)


class TapForm(forms.Form):
    """A tap at the door; `at` is when it was, if it could not be sent at once."""

    at = forms.DateTimeField(required=False)


class UnplannedForm(TapForm):
    id = ClientId()
    kind = forms.ChoiceField(
        label=_("Kind of visit"), choices=[(kind, VISIT_KIND_LABELS[kind]) for kind in SUDDEN]
    )

    def visit(self) -> Unplanned:
        said = self.cleaned_data
        return Unplanned(said["id"], VisitKind(said["kind"]), said["at"])


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, JAPAN)
