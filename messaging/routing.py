"""The addresses of sockets."""

from django.urls import path

from messaging.consumers import Bell

websocket_urlpatterns = [path("bell", Bell.as_asgi())]
