"""Who comes, who goes, who is let in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MemberForm(forms.Form):
    practitioner_role = forms.UUIDField(
        label=_("Person"), error_messages={"invalid": _("Please choose a person of the list.")}
    )


class OrganizationForm(forms.Form):
    organization = forms.UUIDField(label=_("Organization"))


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])

    @property
    def accepted(self) -> bool:
        return bool(self.cleaned_data["decision"] == "accept")
