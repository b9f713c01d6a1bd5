"""Makes the single-use link with which an organisation's first administrator makes an account."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from sharing.actions.invitation import LIFE, invite_first_administrator
from sharing.vocabulary import OrganizationKind, Role


class Command(BaseCommand):
    help = (
        "Print a single-use link for an organisation's administrator; "
        "the organisation is founded when there is none of this name."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, help="its name")
        parser.add_argument(
            "--kind", choices=[kind.value for kind in OrganizationKind], default="other"
        )
        parser.add_argument("--name", required=True, help="family name, a space, given name")
        parser.add_argument("--role", choices=[role.value for role in Role], default="clerk")
        parser.add_argument("--site", default=_site(), help="where people reach this installation")

    def handle(self, *args: object, **options: Any) -> None:
        link = invite_first_administrator(
            options["organization"],
            OrganizationKind(options["kind"]),
            options["name"],
            Role(options["role"]),
        )
        hours = int(LIFE.total_seconds() // 3600)
        self.stderr.write(f"For {link.name}; works once, for {hours} hours:")
        self.stdout.write(options["site"].rstrip("/") + reverse("join-link", args=[link.token]))


def _site() -> str:
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    return origins[0] if origins else "http://localhost:8000"
