"""The words on screen for the fields of who a patient is."""

from django.utils.translation import gettext_lazy as _

FIELD_LABELS = {
    "family": _("Family name"),
    "given": _("Given name"),
    "kana_family": _("Family name (kana)"),
    "kana_given": _("Given name (kana)"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "postal_code": _("Postal code"),
    "address": _("Address"),
    "telephone": _("Telephone"),
}
