"""The copy of an entry's words that search reads: folded, sealed, and gone when taken back."""

from uuid import UUID

from messaging.content import Words, folded_place
from messaging.folding import folded_text
from messaging.models import Communication
from sharing.deed import Deed


def folded(deed: Deed, entry: UUID, words: Words) -> bytes:
    return deed.keys.seal(folded_place(entry), folded_text(words).encode())


def fold_again(deed: Deed, entry: UUID, words: Words) -> None:
    Communication.objects.filter(pk=entry).update(folded=folded(deed, entry, words))


def forget(deed: Deed, entry: UUID) -> None:
    Communication.objects.filter(pk=entry, compartment_id=deed.compartment).update(folded=None)
