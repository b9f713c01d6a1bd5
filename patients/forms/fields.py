"""Fields for what people type about patients: one line, several lines, a day, a reading."""

import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.calendar import parse_date
from patients.kana import is_kana
from sharing import clock
from sharing.uuid7 import is_uuid7

OLDEST = date(1880, 1, 1)
YEARS_AHEAD = 10
STRANGE = _("This holds characters that cannot be stored.")


class Line(forms.CharField):
    """One line of text, without control characters."""

    def __init__(self, longest: int = 100, **options: Any) -> None:
        super().__init__(max_length=longest, **options)
        self.widget.attrs.setdefault("autocomplete", "off")

    def validate(self, value: str) -> None:
        super().validate(value)
        if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value):
            raise ValidationError(STRANGE, code="characters")


class Lines(forms.CharField):
    """Some lines of text; line breaks and tabs are kept as they were typed."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, longest: int = 1000, **options: Any) -> None:
        super().__init__(max_length=longest, **options)

    def validate(self, value: str) -> None:
        super().validate(value)
        controls = set(value) - set("\n\r\t")
        if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in controls):
            raise ValidationError(STRANGE, code="characters")


class Kana(Line):
    """A reading, in hiragana or katakana of either width."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not is_kana(value):
            raise ValidationError(_("Please enter the reading in kana."), code="kana")


class Day(forms.CharField):
    """A day as people write it, also with an era and in full width."""

    default_error_messages = {
        "day": _("Please enter a date, for example 1942-03-08 or 昭和17年3月8日."),
        "past": _("This date lies in the future. Please check it."),
        "far": _("This date is too far away. Please check it."),
    }

    def __init__(self, *, future: bool = False, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.future = future
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> date | None:  # Any: whatever was posted
        text = super().clean(value)
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            raise self._refusal("day")
        today = timezone.localdate(clock.now())
        if not self.future and day > today:
            raise self._refusal("past")
        if not day >= OLDEST or day.year > today.year + YEARS_AHEAD:
            raise self._refusal("far")
        return day

    def prepare_value(self, value: Any) -> Any:  # Any: as Django asks
        return value.isoformat() if isinstance(value, date) else value

    def _refusal(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class ClientId(forms.UUIDField):
    """The id a page was given when it was shown, so that sending it twice is sending it once."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:  # Any: whatever was posted
        found = super().clean(value)
        if not is_uuid7(found):
            raise ValidationError(_("This page is not in order. Please load it again."))
        return found
