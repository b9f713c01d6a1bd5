"""The four tables of the log and the triggers that keep them insert-only."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from audit import triggers


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(schema_editor.connection)


def unguard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.uninstall(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("commitment", models.BinaryField(max_length=32)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": (
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            django.db.models.functions.text.Length("commitment"), 32
                        ),
                        name="audit_leaf_commitment_32_bytes",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "leaf",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="event",
                        serialize=False,
                        to="audit.leaf",
                    ),
                ),
                ("key_id", models.CharField(max_length=80)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Sequence",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "leaf",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sequence",
                        to="audit.leaf",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("size", models.BigIntegerField(unique=True)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("frontier", models.BinaryField()),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(guard, unguard),
    ]
