"""申し送り: each point of a note stands on top of the patient until somebody ticks it."""

from uuid import UUID

from messaging.models import Handover
from patients.answers import Sheet
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, LineKind

FIELD = "handover"


def record(deed: Deed, entry: UUID, form: Sheet | None) -> None:
    """One row a point, in the order of the note."""
    Handover.objects.bulk_create(
        _row(deed, entry, number, text) for number, text in enumerate(_points(form))
    )


def replace(deed: Deed, entry: UUID, form: Sheet | None) -> None:
    """The note was amended: points that still stand stay as they are, ticked or not."""
    kept = dict(Handover.objects.filter(communication_id=entry).values_list("number", "pk"))
    points = dict(enumerate(_points(form)))
    for number, point in kept.items():
        row = Handover(pk=point)
        text = points.pop(number, "")
        Handover.objects.filter(pk=point).update(content=deed.keys.seal(row.place, text.encode()))
        if not text:
            Handover.objects.filter(pk=point, ticked_at=None).update(**_ticked(deed))
    Handover.objects.bulk_create(_row(deed, entry, number, text) for number, text in points.items())


def withdraw(deed: Deed, entry: UUID) -> None:
    """The note was taken back, and with it what it handed over."""
    Handover.objects.filter(communication_id=entry, ticked_at=None).update(**_ticked(deed))


def tick(actor: Actor, compartment: UUID, point: UUID) -> None:
    """Somebody saw to it. The second tick finds it done and changes nothing."""
    with access.permitted(
        actor, Action.COMMUNICATION_RESPOND, compartment, entity=f"Handover/{point}"
    ) as deed:
        here = Handover.objects.filter(pk=point, compartment_id=compartment)
        if here.filter(ticked_at=None).update(**_ticked(deed)):
            deed.journal(LineKind.HANDOVER, point)
        elif not here.exists():
            raise access.absent(deed.action)


def _points(form: Sheet | None) -> list[str]:
    found = form.value(FIELD) if form else None
    lines = found if isinstance(found, list | tuple) else [found] if isinstance(found, str) else []
    return [line.strip() for line in lines if isinstance(line, str) and line.strip()]


def _row(deed: Deed, entry: UUID, number: int, text: str) -> Handover:
    row = Handover(
        pk=uuid7(),
        compartment_id=deed.compartment,
        communication_id=entry,
        number=number,
        at=deed.at,
    )
    row.content = deed.keys.seal(row.place, text.encode())
    return row


def _ticked(deed: Deed) -> dict[str, object]:
    return {"ticked_at": deed.at, "ticked_by": deed.actor.practitioner_role_id}
