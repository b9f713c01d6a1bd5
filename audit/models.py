"""The four tables of the log. Rows are only ever added: triggers refuse everything else."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Leaf(models.Model):
    """One deed, as a commitment: SHA-256(salt || canonical event). Says nothing by itself."""

    id = models.BigAutoField(primary_key=True)
    commitment = models.BinaryField(max_length=32)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Exact(Length("commitment"), 32), name="audit_leaf_commitment_32_bytes"
            ),
        )


class Event(models.Model):
    """What a leaf commits to, sealed: salt and canonical JSON. Losing the key erases it."""

    leaf = models.OneToOneField(Leaf, models.PROTECT, primary_key=True, related_name="event")
    key_id = models.CharField(max_length=80)
    sealed = models.BinaryField()


class Sequence(models.Model):
    """The place of a leaf in the tree, its index: 0, 1, 2 and so on without a gap."""

    place = models.BigIntegerField(primary_key=True)
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="sequence")


class Checkpoint(models.Model):
    """A signed promise about the first `size` leaves, and the frontier to go on from."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    frontier = models.BinaryField()
    created_at = models.DateTimeField()
