"""Names the package for Django, and registers its deployment check."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from messaging.outputs.printer_check import check_printing


class MessagingConfig(AppConfig):
    name = "messaging"

    def ready(self) -> None:
        register(check_printing, Tags.compatibility, deploy=True)
