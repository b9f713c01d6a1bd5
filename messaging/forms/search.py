"""What is looked for: words, by whom, why, what and when. Kept as it was sent, and read again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from messaging.folding import terms
from messaging.queries.search import SearchFilter
from messaging.vocabulary import EntryKind, Purpose
from patients.forms.fields import Day, Line
from sharing.vocabulary import Profession

LONGEST, MOST_WORDS = 200, 20


class SearchForm(forms.Form):
    q = Line(
        LONGEST,
        required=False,
        label=_("Words"),
        error_messages={
            "max_length": _(
                "Please look for fewer words: %(show_value)d characters, at most %(limit_value)d."
            )
        },
    )
    person = forms.UUIDField(required=False)
    profession = forms.ChoiceField(
        required=False, choices=[("", ""), *((p, p) for p in Profession)]
    )
    purpose = forms.ChoiceField(required=False, choices=[("", ""), *((p, p) for p in Purpose)])
    kind = forms.ChoiceField(required=False, choices=[("", ""), *((k, k) for k in EntryKind)])
    first = Day(required=False, label=_("From this day"))
    last = Day(required=False, future=True, label=_("Until this day"))
    mine = forms.BooleanField(required=False)
    attachments = forms.BooleanField(required=False)

    def clean_q(self) -> str:
        q: str = self.cleaned_data["q"]
        if q and not terms(q):
            raise forms.ValidationError(_("Please enter letters, kana, kanji or numbers."))
        if len(q.split()) > MOST_WORDS:
            raise forms.ValidationError(_("Please look for fewer words, at most 20."))
        return q

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("first", _("The first day lies after the last one."))
        return cleaned

    def wanted(self) -> SearchFilter:
        said = self.cleaned_data
        return SearchFilter(
            words=said["q"],
            person=str(said["person"]) if said["person"] else None,
            profession=Profession(said["profession"]) if said["profession"] else None,
            purpose=Purpose(said["purpose"]) if said["purpose"] else None,
            kind=EntryKind(said["kind"]) if said["kind"] else None,
            first=said["first"],
            last=said["last"],
            mine=said["mine"],
            attachments=said["attachments"],
        )

    def as_sent(self) -> Mapping[str, str]:
        return {name: str(self.data.get(name, "")) for name in self.fields if self.data.get(name)}
