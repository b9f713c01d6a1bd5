"""Names the package for Django."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "sharing"
