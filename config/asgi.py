"""The sockets' ASGI application. Pages are served beside it, see config.serving."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from channels.routing import URLRouter  # noqa: E402 -- apps must be loaded first
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from messaging.routing import websocket_urlpatterns  # noqa: E402

websocket = AllowedHostsOriginValidator(URLRouter(websocket_urlpatterns))
