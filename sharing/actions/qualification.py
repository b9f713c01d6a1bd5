"""Which licences and certificates a practitioner holds."""

from collections.abc import Iterable
from uuid import UUID

from sharing import access
from sharing.actions import session
from sharing.models import Account, PractitionerQualification
from sharing.sessions import SessionStore
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


def state_qualifications(
    store: SessionStore, account_id: UUID, qualifications: frozenset[Qualification]
) -> None:
    """A person says which they hold: these and no others. The trace says what was added and taken
    away. Nothing that anybody may do depends on it."""
    practitioner = Account.objects.get(pk=account_id).practitioner_id
    held = PractitionerQualification.objects.filter(practitioner_id=practitioner)
    before = frozenset(Qualification(code) for code in held.values_list("code", flat=True))
    added, dropped = sorted(qualifications - before), sorted(before - qualifications)
    if not added and not dropped:
        return
    told = " ".join([f"+{code}" for code in added] + [f"-{code}" for code in dropped])
    with access.witnessed(
        f"Account/{account_id}",
        "qualification:change",
        entity=f"Practitioner/{practitioner} {told}",
        source=session.tag_of(store),
    ):
        held.filter(code__in=dropped).delete()
        qualify(practitioner, added)
