"""An installation's settings, with its static files beside its data and not in the checkout."""

from config.settings import *  # noqa: F403 -- a settings module is its names
from config.settings import DATA

STATIC_ROOT = DATA / "static"
