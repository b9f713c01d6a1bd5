"""The access log beside other threads that print into the same stream."""

import io
import json

from config.serving.accesslog import access_log


class Unbuffered(io.StringIO):
    """Keeps each write apart: between two of them another thread may print."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[str] = []

    def write(self, text: str) -> int:
        self.writes.append(text)
        return super().write(text)


def test_each_line_is_one_write_with_its_end() -> None:
    stream = Unbuffered()
    write = access_log(stream)
    for status in (200, 404):
        write("http", "complete", {"method": "GET", "path": "/", "status": status})
    assert [line[-1] for line in stream.writes] == ["\n", "\n"]
    assert [json.loads(line)["status"] for line in stream.writes] == [200, 404]


def test_a_pipe_that_was_closed_stops_nobody() -> None:
    stream = Unbuffered()
    stream.close()
    access_log(stream)("http", "complete", {"path": "/"})
