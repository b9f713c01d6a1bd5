"""A name, a reading or a number to look for, and a number to ask about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.fields import Line
from patients.labels import IDENTIFIER_SYSTEM_LABELS
from patients.vocabulary import PERSONAL_NUMBERS, IdentifierSystem


class SearchForm(forms.Form):
    q = Line(100, label=_("Name, kana or number"), required=False)


class AskForm(forms.Form):
    system = forms.ChoiceField(
        choices=[(system, IDENTIFIER_SYSTEM_LABELS[system]) for system in sorted(PERSONAL_NUMBERS)]
    )
    value = Line(60)

    def number(self) -> tuple[IdentifierSystem, str]:
        return IdentifierSystem(self.cleaned_data["system"]), self.cleaned_data["value"]
