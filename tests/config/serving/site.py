"""A small site to run the real server with: `python -m tests.config.serving.site '{"port": …}'`."""

# Importing Daphne's server first installs Twisted's asyncio reactor.
from config.serving.server import PageServer  # isort: skip
import asyncio
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import include, path

from config.serving.accesslog import access_log
from config.serving.doors import lan_door, plain_door
from config.serving.filestreams import FileStreams
from config.serving.limits import Limits
from config.serving.names import own_names
from config.serving.pages import pages
from config.serving.proxies import behind_proxies
from config.serving.threads import RequestThreads
from tests.config.serving import films

BLOCK = b"\xa5" * 65536
begun: list[str] = []
finished: list[str] = []


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def echo(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"length": len(request.body), "thread": threading.current_thread().name})


def environ(request: HttpRequest, word: str = "") -> HttpResponse:
    meta = {key: value for key, value in request.META.items() if isinstance(value, str)}
    seen = {"word": word, "cookies": request.COOKIES, "scheme": request.scheme}
    return JsonResponse({**meta, **seen}, headers={"X-Method": request.method or ""})


def slow(request: HttpRequest) -> HttpResponse:
    begun.append(request.GET.get("mark", ""))
    time.sleep(float(request.GET.get("seconds", "0.1")))
    finished.append(request.GET.get("mark", ""))
    return HttpResponse("done")


def marks(_request: HttpRequest) -> HttpResponse:
    """What happened to others: who asks may ask often."""
    films.stand_aside()
    return JsonResponse({"begun": begun, "marks": finished})


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(blocks(int(request.GET["blocks"]), "break" in request.GET))


def blocks(count: int, breaks: bool) -> Iterator[bytes]:
    try:
        for _number in range(count):
            yield BLOCK
        if breaks:
            raise ZeroDivisionError
    finally:
        finished.append("stream closed")


def big(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BLOCK * int(request.GET["blocks"]))


def database(_request: HttpRequest) -> HttpResponse:
    """The identity of this thread's connection: the same twice means that it persisted."""
    connection.ensure_connection()
    name = threading.current_thread().name
    return JsonResponse({"thread": name, "connection": id(connection.connection)})


def empty(_request: HttpRequest) -> HttpResponseBase:
    return HttpResponse(status=204)


urlpatterns = [
    path("", hello),
    path("echo", echo),
    path("environ/<str:word>", environ),
    path("environ", environ),
    path("slow", slow),
    path("marks", marks),
    path("stream", stream),
    path("big", big),
    path("database", database),
    path("empty", empty),
    path("files/", include(films)),
]


def around_django(handler: WSGIHandler) -> Callable[..., Any]:
    """Beside Django's pages one that fails where Django cannot catch it."""

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        if environ["PATH_INFO"] == "/broken":
            raise ZeroDivisionError
        return handler(environ, start_response)

    return application


async def socket(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answers each message with its length; at `/deaf` it reads nothing for a while."""
    while (message := await receive())["type"] != "websocket.disconnect":
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
            if scope["type"] == "websocket" and scope["path"] == "/deaf":
                await asyncio.sleep(1)
        elif message["type"] == "websocket.receive":
            length = str(len(message["text"] or ""))
            await send({"type": "websocket.send", "text": length, "bytes": None})


def configure(database_path: str) -> None:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="only for this test",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        FORCE_SCRIPT_NAME=None,
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": database_path,
                "CONN_MAX_AGE": None,
            }
        },
        LOGGING_CONFIG=None,
    )
    django.setup()


def note_the_end(**_sent: object) -> None:
    if films.is_aside():
        return
    films.left()
    finished.append("request finished")
    films.note(f"request finished in {films.crew()}")


def stop(files: FileStreams) -> None:
    files.stop(1)
    print("stopped in order", flush=True)


def main(options: dict[str, Any]) -> None:
    configure(options["database"])
    request_started.connect(films.entered, weak=False)
    request_finished.connect(note_the_end, weak=False)
    threads = RequestThreads()
    files = FileStreams(options.get("streams", 200))
    handler = around_django(WSGIHandler())
    http = pages(handler, threads, files=files)
    router: ASGI3Application = ProtocolTypeRouter({"http": http, "websocket": socket})
    application = behind_proxies(router, options.get("proxies", []))
    if "tls" in options:
        door = lan_door(application, options["port"], Path(options["tls"]), own_names())
    else:
        door = plain_door(application, "127.0.0.1", options["port"])
    server = PageServer(
        door.application,
        door.endpoints,
        limits=Limits(**options.get("limits", {})),
        running=lambda: threads.taken + files.running,
        ready=lambda: print(door.announcement, flush=True),
        at_stop=lambda: stop(files),
        action_logger=access_log(sys.stdout),
    )
    server.run()
    if server.failure:
        sys.exit(server.failure)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
