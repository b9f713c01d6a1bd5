"""Which licences and certificates a practitioner holds."""

from collections.abc import Iterable
from uuid import UUID

from sharing.models import PractitionerQualification
from sharing.vocabulary import Qualification


def qualify(practitioner: UUID, qualifications: Iterable[Qualification]) -> None:
    """Add licences, in the caller's transaction; what is held already stays."""
    PractitionerQualification.objects.bulk_create(
        (
            PractitionerQualification(practitioner_id=practitioner, code=code)
            for code in qualifications
        ),
        ignore_conflicts=True,
    )
