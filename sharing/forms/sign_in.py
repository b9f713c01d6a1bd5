"""What is typed in to sign in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.passwords import LONGEST


class PasswordForm(forms.Form):
    login_name = forms.CharField(
        label=_("Login name"),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username webauthn",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    touch = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_(
            "The six digits that your authenticator app shows, or one of your recovery codes."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class RoleForm(forms.Form):
    role = forms.UUIDField()
    next = forms.CharField(required=False, max_length=300)
