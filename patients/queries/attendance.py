"""What a note takes from the visit it is of: when its writer came and left, and its kind."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patients.models.visit import Attendance, Visit
from patients.vocabulary import VisitKind
from sharing.deed import Deed


@dataclass(frozen=True)
class Attended:
    started_at: datetime
    ended_at: datetime | None


def attended_in(deed: Deed, visit: UUID) -> Attended | None:
    """The writer's own times at a visit of this room, once begun. One statement."""
    found = Attendance.objects.filter(
        visit_id=visit,
        visit__compartment_id=deed.compartment,
        practitioner_role_id=deed.actor.practitioner_role_id,
    ).values_list("started_at", "ended_at")
    return next((Attended(*times) for times in found), None)


def kind_in(deed: Deed, visit: UUID) -> VisitKind | None:
    """What kind of visit was planned, of this room alone. One statement."""
    found = Visit.objects.filter(pk=visit, compartment_id=deed.compartment).first()
    if found is None:
        return None
    return VisitKind(str(deed.keys.open_json(found.place, found.body)["kind"]))
