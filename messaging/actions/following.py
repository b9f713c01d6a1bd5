"""What an entry brings along: readings, wounds, counts of medicines, points, orders, files.

`record` runs in the deed that posts the entry; `amend` and `retract` in those that change it.
"""

from datetime import datetime
from uuid import UUID

from messaging.actions import attachment, folding, handover, order
from messaging.content import Words
from patients.actions import medication, observation
from patients.actions.visit import note_withdrawn
from sharing.deed import Deed


def record(deed: Deed, entry: UUID, words: Words, captured_at: datetime) -> None:
    observation.record(deed, entry, words.vitals, captured_at, words.form)
    medication.record_counts(deed, entry, words.form, captured_at)
    handover.record(deed, entry, words.form)
    attachment.bind(deed, entry, words)


def amend(deed: Deed, entry: UUID, words: Words, captured_at: datetime) -> None:
    observation.replace(deed, entry, words.vitals, captured_at, words.form)
    medication.withdraw_counts(deed, entry)
    medication.record_counts(deed, entry, words.form, captured_at)
    handover.replace(deed, entry, words.form)
    order.follow(deed, entry, words.form)
    folding.fold_again(deed, entry, words)
    attachment.bind_again(deed, entry, words)


def retract(deed: Deed, entry: UUID) -> None:
    observation.retract(deed, entry)
    note_withdrawn(deed, entry)
    medication.withdraw_counts(deed, entry)
    handover.withdraw(deed, entry)
    order.withdraw(deed, entry)
    folding.forget(deed, entry)
