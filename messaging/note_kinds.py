"""Which notes each profession writes, and what of a form is not everybody's to fill in."""

from collections.abc import Mapping

from messaging.vocabulary import EntryKind
from sharing.vocabulary import Profession

PHYSICIANS = frozenset({Profession.PHYSICIAN, Profession.DENTIST})
# The first is what the button opens; the others stand in the menu beside it.
WRITES: Mapping[Profession, tuple[EntryKind, ...]] = {
    Profession.NURSE: (
        EntryKind.VISIT_NOTE, EntryKind.CALL, EntryKind.ORDER, EntryKind.DEATH,
    ),
    Profession.THERAPIST: (EntryKind.VISIT_NOTE,),
    Profession.PHYSICIAN: (EntryKind.PHYSICIAN_VISIT, EntryKind.ORDER, EntryKind.DEATH),
    Profession.DENTIST: (EntryKind.PHYSICIAN_VISIT, EntryKind.ORDER),
    Profession.PHARMACIST: (EntryKind.PHARMACIST_VISIT,),
    Profession.HELPER: (EntryKind.HELPER_NOTE,),
    Profession.CARE_MANAGER: (EntryKind.CARE_MANAGER_RECORD, EntryKind.CALL),
}  # fmt: skip
# Answers that only a physician may give, by the form they stand in.
PHYSICIANS_ONLY: Mapping[EntryKind, frozenset[str]] = {
    EntryKind.DEATH: frozenset({"death_confirmed_at"}),
}


def writes(profession: Profession) -> tuple[EntryKind, ...]:
    """The kinds a profession writes, the usual one first; empty for who writes plain notes only."""
    return WRITES.get(profession, ())


def withheld(kind: EntryKind, profession: Profession) -> frozenset[str]:
    """The link ids of a form that this profession is not asked and must not answer."""
    if profession in PHYSICIANS:
        return frozenset()
    return PHYSICIANS_ONLY.get(kind, frozenset())


def is_relayed(kind: EntryKind, profession: Profession) -> bool:
    """An order that somebody else writes down is one that a physician gave by telephone."""
    return kind is EntryKind.ORDER and profession not in PHYSICIANS
