"""A plan as a file or as pasted text; it stays in memory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from patients.visit_plan_csv import PlanLine, Unreadable, decode, read

LONGEST = 1_000_000
PROBLEMS = {
    "encoding": gettext_lazy("The file is neither UTF-8 nor Shift_JIS. Please save it as CSV."),
    "empty": gettext_lazy("There are no visits in this file."),
    "too-many": gettext_lazy("At most %(most)s lines can be taken at once. Please split the file."),
    "quotes": gettext_lazy("The quotation marks of this file do not match. Please save it again."),
    "columns": gettext_lazy("These columns are missing: %(names)s"),
}


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the lines here"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:  # Any: as Django asks
        said = super().clean() or {}
        if self.errors:
            return said
        try:
            text = decode(said["file"].read()) if said.get("file") else said.get("text") or ""
            said["lines"], said["text"] = read(text), text
        except Unreadable as error:
            raise forms.ValidationError(
                str(PROBLEMS[error.code]) % error.params, code=error.code
            ) from error
        return said

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        found: tuple[PlanLine, ...] = self.cleaned_data["lines"]
        return found

    @property
    def given(self) -> str:
        return str(self.cleaned_data["text"])

    @property
    def confirmed(self) -> bool:
        return bool(self.data.get("take") == "yes")
