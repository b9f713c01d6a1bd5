"""What an administrator fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.labels import ROLE_LABELS
from sharing.vocabulary import Role


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Family name, a space, given name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            ("", _("Please choose")),
            *((role.value, label) for role, label in ROLE_LABELS.items()),
        ],
    )
    administrator = forms.BooleanField(label=_("May invite and suspend colleagues"), required=False)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])
