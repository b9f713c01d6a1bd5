"""What people choose for their own account."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sharing.labels import QUALIFICATION_LABELS
from sharing.passwords import LONGEST
from sharing.vocabulary import Qualification

HINT = _("13 characters or more. A few words that do not belong together are easy to remember.")
LOGIN_NAME = r"\A[A-Za-z0-9._@-]+\Z"
# Each in its own words: who reads only one of them finds it.
LANGUAGES = [("ja", "日本語"), ("en", "English")]
APPEARANCES = [
    ("system", _("As the device is set")),
    ("light", _("Light")),
    ("dark", _("Dark")),
    ("contrast", _("High contrast")),
]


class LoginNameForm(forms.Form):
    login_name = forms.CharField(
        label=_("Login name"),
        min_length=3,
        max_length=80,
        help_text=_("3 letters or more: a to z, digits, and . _ @ -"),
        validators=[
            RegexValidator(
                r"\A[A-Za-z0-9._@-]+\Z", _("Please use a to z, digits, and . _ @ - only.")
            )
        ],
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        max_length=LONGEST,
        strip=False,
        help_text=HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same again"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") != given.get("again") and not self.errors:
            self.add_error("again", _("The two are not the same."))
        return given


class NewCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=10,
        help_text=_("The six digits that the app shows now."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NewCodeAndPasswordForm(NewPasswordForm, NewCodeForm):
    """For who had no password so far."""

    field_order = ["password", "again", "code"]


class AppearanceForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    appearance = forms.ChoiceField(
        label=_("Appearance"), choices=APPEARANCES, widget=forms.RadioSelect
    )


class QualificationsForm(forms.Form):
    qualifications = forms.MultipleChoiceField(
        label=_("Qualifications"),
        required=False,
        choices=[(code.value, label) for code, label in QUALIFICATION_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Colleagues see these. They change nothing about what you may do here."),
    )

    def clean_qualifications(self) -> frozenset[Qualification]:
        return frozenset(Qualification(code) for code in self.cleaned_data["qualifications"])


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=LANGUAGES)


class PasskeyNameForm(forms.Form):
    name = forms.CharField(label=_("Name of this passkey"), max_length=80)
