"""Names the package for Django."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
