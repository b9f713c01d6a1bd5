"""指示: an order, who holds it, and each step until its result is reported (FHIR: Task)."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from messaging.models.communication import Communication
from messaging.vocabulary import OPEN_ORDERS, OrderState, OrderStepKind
from sharing.models import InCompartment, PractitionerRole
from sharing.uuid7 import uuid7
from sharing.vocabulary import Profession


class Order(InCompartment):
    """Where an order stands with one profession; what is ordered is the entry's own form.

    `state` and `holder` change only by conditional UPDATE, so two who reach for it at once are
    told apart; each change has a step beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="orders")
    state = models.CharField(
        max_length=10,
        choices=[(state, state) for state in OrderState],
        default=OrderState.REQUESTED,
    )
    # To whom it goes as long as nobody holds it; "" is the whole team.
    profession = models.CharField(
        max_length=20, blank=True, choices=[(code, code) for code in Profession]
    )
    holder = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    times = models.PositiveSmallIntegerField(default=1)
    oral = models.BooleanField(default=False)
    written_at = models.DateTimeField(null=True)

    communication_id: UUID
    holder_id: UUID | None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["communication", "profession"], name="one_order_a_profession"
            )
        ]
        indexes = [
            models.Index(
                fields=["compartment", "due_at"],
                condition=Q(state__in=OPEN_ORDERS),
                name="orders_open",
            ),
            models.Index(
                fields=["compartment"],
                condition=Q(oral=True, written_at=None),
                name="orders_unwritten",
            ),
        ]

    def is_overdue(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at


class OrderStep(InCompartment):
    """One thing done about an order; who did it and what was said is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in OrderStepKind])
    at = models.DateTimeField()
    by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    content = models.BinaryField()

    order_id: UUID
    by_id: UUID

    class Meta:
        indexes = [models.Index(fields=["order", "at"], name="steps_of_an_order")]
