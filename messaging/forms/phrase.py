"""A phrase as its page sends it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from messaging.actions.phrase import NewPhrase
from messaging.labels import PHRASE_LABELS
from messaging.phrases import PhraseUse, shipped
from patients.forms.fields import ClientId, Lines
from sharing.labels import PROFESSION_LABELS
from sharing.vocabulary import Profession

LONGEST = 500
EVERYBODY = [("", pgettext_lazy("phrase", "Everybody"))]


class PhraseForm(forms.Form):
    """`may_share`: whether it may be given to the whole organisation."""

    text = Lines(
        LONGEST,
        label=_("Phrase"),
        help_text=_("What is to be filled in each time stands in braces: {time}"),
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=list(PHRASE_LABELS.items()))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def purpose_chosen(self) -> PhraseUse:
        return PhraseUse(self.cleaned_data["purpose"])


class NewPhraseForm(PhraseForm):
    id = ClientId()
    shared = forms.BooleanField(label=_("For the whole organisation"), required=False)
    profession = forms.ChoiceField(
        label=pgettext_lazy("addressee", "Profession"),
        required=False,
        choices=[*EVERYBODY, *PROFESSION_LABELS.items()],
    )
    replaces = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[("", ""), *((one.id, one.id) for one in shipped())],
    )

    def __init__(self, *arguments: Any, may_share: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not may_share:
            del self.fields["shared"], self.fields["profession"]

    def phrase(self) -> NewPhrase:
        given = self.cleaned_data
        shared = bool(given.get("shared"))
        profession = given.get("profession") if shared else ""
        return NewPhrase(
            given["id"],
            given["text"],
            self.purpose_chosen(),
            shared,
            Profession(profession) if profession else None,
            given["replaces"],
        )
