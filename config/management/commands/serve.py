"""Serves pages and sockets on one port until it is told to stop."""

# Importing Daphne's server first installs Twisted's asyncio reactor.
from config.serving.server import PageServer, loop  # isort: skip
import sys
from argparse import ArgumentParser
from typing import Any

from asgiref.typing import ASGI3Application
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError

from config import background
from config.asgi import websocket
from config.serving.accesslog import access_log
from config.serving.doors import Door, lan_door, plain_door
from config.serving.filestreams import FileStreams
from config.serving.names import own_names
from config.serving.pages import pages
from config.serving.proxies import behind_proxies
from config.serving.threads import RequestThreads
from messaging import breath

STOP_SECONDS = 2.0
# One search at a time looks through memory; so many more may wait for it.
SEARCHES_WAITING = 16


class Command(BaseCommand):
    help = "Serve pages and sockets on one port until SIGTERM or SIGINT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--lan",
            action="store_true",
            help="listen on every address with TLS from a local authority; "
            "the next port hands its certificate to tablets",
        )
        parser.add_argument("--no-access-log", action="store_true")

    def handle(self, **options: Any) -> None:
        threads = RequestThreads(settings.REQUEST_THREADS)
        searches = RequestThreads(1, SEARCHES_WAITING)
        files = FileStreams()
        breath.give_way_while(lambda: threads.taken > 0)
        door = door_to(site(threads, searches, files), options)
        server = PageServer(
            door.application,
            door.endpoints,
            running=lambda: threads.taken + searches.taken + files.running,
            ready=lambda: self.announce(door),
            at_stop=lambda: stop_all(threads, searches, files),
            action_logger=None if options["no_access_log"] else access_log(sys.stdout),
        )
        background.start(loop())
        server.run()
        if server.failure is not None:
            stop_all(threads, searches, files)
            raise CommandError(server.failure)

    def announce(self, door: Door) -> None:
        self.stdout.write(door.announcement)
        self.stdout.flush()


def site(threads: RequestThreads, searches: RequestThreads, files: FileStreams) -> ASGI3Application:
    http = pages(WSGIHandler(), threads, searches, files)
    router = ProtocolTypeRouter({"http": http, "websocket": websocket})
    return behind_proxies(router, settings.TRUSTED_PROXIES)


def door_to(application: ASGI3Application, options: dict[str, Any]) -> Door:
    if options["lan"]:
        return lan_door(application, options["port"], settings.DATA / "tls", own_names())
    return plain_door(application, options["host"], options["port"])


def stop_all(*crews: RequestThreads | FileStreams) -> None:
    background.stop()
    for crew in crews:
        crew.stop(STOP_SECONDS)
