"""Files that the small site serves: made up while they are read, so that any size costs nothing."""

import sys
import threading
import time

from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

PATTERN = bytes(range(251)) * 4096
happened: list[str] = []
lock = threading.Lock()
aside = threading.local()
inside = 0


class Film:
    """Each byte tells its place. `breaks_at` is where reading fails; `ends_at` where it is cut."""

    def __init__(
        self, size: int, *, breaks_at: int = -1, ends_at: int = -1, seconds: float = 0
    ) -> None:
        self.place, self.size = 0, size if ends_at < 0 else ends_at
        self.breaks_at, self.seconds = breaks_at, seconds
        self.is_closed, self.is_read = False, False

    def read(self, size: int) -> bytes:
        assert not self.is_closed, "read after its end"
        note(f"read in {crew()}")
        self.is_read = True
        time.sleep(self.seconds)
        self.is_read = False
        if 0 <= self.breaks_at <= self.place:
            raise ValueError("山田花子の写真")
        start, most = self.place % 251, len(PATTERN) - 251
        length = max(0, min(size, most, self.size - self.place))
        self.place += length
        return PATTERN[start : start + length]

    def close(self) -> None:
        what = "closed while it was read" if self.is_read else "closed"
        note(what)
        sys.stdout.write(f"a film was {what}\n")  # its end in the same write: threads print beside
        sys.stdout.flush()
        self.is_closed = True


def crew() -> str:
    return threading.current_thread().name.split("-")[0]


def note(line: str) -> None:
    """Many parts in a row are one line."""
    if happened[-1:] != [line] or not line.startswith("read"):
        happened.append(line)


def film(request: HttpRequest) -> HttpResponseBase:
    """A film of `size` bytes, from `start` on."""
    asked = request.GET
    size, start = int(asked["size"]), int(asked.get("start", 0))
    shown = Film(
        size,
        breaks_at=int(asked.get("breaks_at", -1)),
        ends_at=int(asked.get("ends_at", -1)),
        seconds=float(asked.get("seconds", 0)),
    )
    shown.place = start
    connection.ensure_connection()
    answer = FileResponse(shown, content_type="video/mp4", status=206 if start else 200)
    answer["Content-Length"] = size - start
    if start:
        answer["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = '"0190a1b2-original"'
    answer["Content-Disposition"] = "inline; filename*=UTF-8''%E5%82%B7.mp4"
    return answer


def part(request: HttpRequest) -> FileResponse:
    """A few bytes out of a film that is longer: Content-Length says where to stop."""
    answer = FileResponse(Film(int(request.GET["size"])), content_type="video/mp4")
    answer["Content-Length"] = int(request.GET["length"])
    return answer


def endless(request: HttpRequest) -> FileResponse:
    """A film whose length nobody announced."""
    breaks_at = int(request.GET.get("breaks_at", -1))
    shown = Film(int(request.GET["size"]), breaks_at=breaks_at)
    return FileResponse(shown, content_type="video/mp4")


def without_body(request: HttpRequest) -> FileResponse:
    status = int(request.GET["status"])
    return FileResponse(Film(9_000_000), status=status, content_type="video/mp4")


def in_a_thread(request: HttpRequest) -> StreamingHttpResponse:
    """The same bytes by the way that holds a request thread, to compare with."""
    size = int(request.GET["size"])
    shown = Film(size)
    answer = StreamingHttpResponse(iter(lambda: shown.read(65536), b""))
    answer["Content-Length"] = size
    return answer


def file(request: HttpRequest) -> FileResponse:
    """A file of the disk."""
    return FileResponse(open(request.GET["path"], "rb"))


def entered(**_sent: object) -> None:
    global inside  # how many requests have begun and not ended
    with lock:
        inside += 1


def left() -> None:
    global inside
    with lock:
        inside -= 1


def stand_aside() -> None:
    """Who only asks what happened is not what happens: its own end is told to nobody."""
    left()
    aside.now = True


def is_aside() -> bool:
    was, aside.now = getattr(aside, "now", False), False
    return was


def told(_request: HttpRequest) -> HttpResponse:
    stand_aside()
    return JsonResponse({"inside": inside, "happened": happened})


def forget(_request: HttpRequest) -> HttpResponse:
    stand_aside()
    happened.clear()
    return HttpResponse()


urlpatterns = [
    path("film", film),
    path("part", part),
    path("endless", endless),
    path("without-body", without_body),
    path("in-a-thread", in_a_thread),
    path("file", file),
    path("told", told),
    path("forget", forget),
]
