"""What the patient agreed to, as a form."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.fields import ClientId, Day, Lines
from sharing.actions.consent import ConsentGiven
from sharing.labels import CONSENT_KIND_LABELS
from sharing.vocabulary import ConsentKind


class Organizations(Protocol):
    """What a choice of organisations needs to know of each."""

    @property
    def id(self) -> UUID: ...

    @property
    def name(self) -> str: ...


class ConsentFields(forms.Form):
    organizations = forms.MultipleChoiceField(
        label=_("Organizations that may share the record"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent_kind = forms.ChoiceField(
        label=_("How the patient agreed"),
        choices=list(CONSENT_KIND_LABELS.items()),
        widget=forms.RadioSelect,
    )
    consent_date = Day(label=_("Date of the consent"))
    consent_note = Lines(
        label=_("Who explained it, and to whom"),
        required=False,
        help_text=_("Needed when the consent was oral."),
    )

    def __init__(self, *given: Any, organizations: Iterable[Organizations], **named: Any) -> None:
        super().__init__(*given, **named)
        field = cast(forms.MultipleChoiceField, self.fields["organizations"])
        field.choices = [(str(one.id), one.name) for one in organizations]

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        if said.get("consent_kind") == ConsentKind.ORAL and not said.get("consent_note"):
            self.add_error(
                "consent_note", _("For an oral consent, please write who explained it to whom.")
            )
        return said

    def consent(self, *others: UUID) -> ConsentGiven:
        """What was agreed; `others` are organisations that it names without being asked."""
        said = self.cleaned_data
        return ConsentGiven(
            kind=ConsentKind(said["consent_kind"]),
            given_date=said["consent_date"],
            organizations=frozenset({*map(UUID, said["organizations"]), *others}),
            note=said["consent_note"],
        )


class ConsentForm(ConsentFields):
    """A consent of its own: it must name somebody."""

    id = ClientId()

    def __init__(self, *given: Any, organizations: Iterable[Organizations], **named: Any) -> None:
        super().__init__(*given, organizations=organizations, **named)
        self.fields["organizations"].required = True

    def consent(self, *others: UUID) -> ConsentGiven:
        return replace(super().consent(*others), id=self.cleaned_data["id"])
