"""A suspicion as its form sends it, and what members write about one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from messaging.actions.concern import NewConcern
from messaging.concern import ConcernKind
from messaging.labels import CONCERN_KIND_LABELS
from patients.forms.fields import ClientId, Line, Lines

DANGER = [
    ("no", pgettext_lazy("danger", "No, not at this moment")),
    ("yes", pgettext_lazy("danger", "Yes, somebody is in danger now")),
]


class ConcernForm(forms.Form):
    id = ClientId()
    danger = forms.ChoiceField(
        label=_("Immediate danger"), choices=DANGER, widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label=_("What is suspected"),
        choices=list(CONCERN_KIND_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    seen = Lines(
        5000,
        label=_("What was seen or heard"),
        help_text=_("Facts as they were: where, when, in whose words. No guesses."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    since = Line(200, label=_("Since when, how often"), required=False)
    text = Lines(5000, label=_("What else those who are told should know"), required=False)

    def concern(self) -> NewConcern:
        given = self.cleaned_data
        return NewConcern(
            given["id"],
            tuple(ConcernKind(kind) for kind in given["kinds"]),
            given["since"],
            given["danger"] == "yes",
            given["seen"],
            given["text"],
        )


class ConcernAnswerForm(forms.Form):
    id = ClientId()
    text = Lines(5000, label=_("To the others who were told"))


class SeenForm(forms.Form):
    cursor = forms.IntegerField(min_value=0, max_value=2**53)
