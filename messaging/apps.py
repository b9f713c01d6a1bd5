"""Names the package for Django."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"
