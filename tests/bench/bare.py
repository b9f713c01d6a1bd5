"""Channels alone under Daphne: `python -m tests.bench.bare --port N`, for comparison."""

# Importing Daphne's server first installs Twisted's asyncio reactor.
from daphne.server import Server  # isort: skip
import argparse

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import path


class Echo(AsyncWebsocketConsumer):  # type: ignore[misc]  # Channels has no types
    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.send(text_data=text_data)


class Group(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Whatever one says, everyone hears, as Channels' own tutorial does it."""

    async def connect(self) -> None:
        await self.channel_layer.group_add("all", self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard("all", self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send("all", {"type": "said", "text": text_data})

    async def said(self, event: dict[str, str]) -> None:
        await self.send(text_data=event["text"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    options, _others = parser.parse_known_args()
    layer = {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 10_000}}
    settings.configure(CHANNEL_LAYERS={"default": layer}, LOGGING_CONFIG=None)
    django.setup()
    routes = URLRouter([path("echo", Echo.as_asgi()), path("group", Group.as_asgi())])
    server = Server(
        ProtocolTypeRouter({"websocket": routes}),
        endpoints=[f"tcp:{options.port}:interface=127.0.0.1"],
        ready_callable=lambda: print(f"listening on 127.0.0.1:{options.port}", flush=True),
    )
    server.run()


if __name__ == "__main__":
    main()
