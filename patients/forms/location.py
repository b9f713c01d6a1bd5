"""所在, as one tap sends it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.fields import Line
from patients.labels import LOCATION_LABELS
from patients.vocabulary import Location


class LocationForm(forms.Form):
    location = forms.ChoiceField(label=_("Whereabouts"), choices=list(LOCATION_LABELS.items()))
    detail = Line(60, label=_("Where exactly"), required=False)

    def chosen(self) -> tuple[Location, str]:
        return Location(self.cleaned_data["location"]), self.cleaned_data["detail"]
