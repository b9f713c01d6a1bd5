"""Licences and certificates in the order in which they are always told."""

from collections.abc import Iterable
from uuid import UUID

from sharing.labels import QUALIFICATION_LABELS
from sharing.models import PractitionerQualification
from sharing.vocabulary import Qualification


def qualification_labels(rows: Iterable[PractitionerQualification]) -> list[str]:
    held = {Qualification(row.code) for row in rows}
    return [str(label) for code, label in QUALIFICATION_LABELS.items() if code in held]


def qualifications_of(account: UUID) -> list[Qualification]:
    rows = PractitionerQualification.objects.filter(practitioner__account=account)
    return [Qualification(code) for code in rows.values_list("code", flat=True)]
