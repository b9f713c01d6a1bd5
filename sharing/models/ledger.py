"""Which operations of a room's devices are done, so that sending again changes nothing."""

from django.db import models

from sharing.models.compartment import InCompartment


class Operation(InCompartment):
    """A client's operation id with an HMAC of what was asked, under the room's key."""

    id = models.UUIDField(primary_key=True, editable=False)
    digest = models.BinaryField()
    recorded_at = models.DateTimeField()
