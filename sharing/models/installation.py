"""The installation itself: one row that says what this database was born as."""

from django.db import models


class Installation(models.Model):
    """Exactly one row (id 1). `epoch` rises whenever a database was put back to an older state."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    demo = models.BooleanField()
    epoch = models.BigIntegerField(default=1)
    starts = models.BigIntegerField(default=0)
    born_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_installation")]


class InstallationSecret(models.Model):
    """A named secret of the installation (look-up, accounts, a month of the trace), wrapped."""

    name = models.CharField(primary_key=True, max_length=40)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()
