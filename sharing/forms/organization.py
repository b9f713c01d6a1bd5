"""What an administrator says about the organisation."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sharing.institution_number import is_institution_number, plain_number
from sharing.labels import ORGANIZATION_KIND_LABELS
from sharing.queries.organization import Particulars
from sharing.vocabulary import OrganizationKind

DIALLED = RegexValidator(r"\A[0-9+() -]+\Z", _("Please use digits, hyphens and brackets only."))


def no_controls(text: str) -> None:
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        raise ValidationError(_("Please take out the characters that cannot be shown."))


class OrganizationForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the organization"), max_length=200, validators=[no_controls]
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, label) for kind, label in ORGANIZATION_KIND_LABELS.items()],
    )
    number = forms.CharField(
        label=_("Number of the organization"),
        max_length=30,
        required=False,
        help_text=_("The ten places of the medical institution or care office number."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    address = forms.CharField(
        label=_("Address"), max_length=200, required=False, validators=[no_controls]
    )
    telephone = forms.CharField(
        label=_("Telephone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    def clean_number(self) -> str:
        number = plain_number(self.cleaned_data["number"])
        if number and not is_institution_number(number):
            raise ValidationError(_("This number has ten places. Please look at it again."))
        return number

    def clean_telephone(self) -> str:
        telephone = unicodedata.normalize("NFKC", self.cleaned_data["telephone"])
        if telephone:
            DIALLED(telephone)
        return telephone

    def particulars(self) -> Particulars:
        given = self.cleaned_data
        return Particulars(
            name=given["name"],
            kind=OrganizationKind(given["kind"]),
            number=given["number"],
            address=given["address"],
            telephone=given["telephone"],
        )
