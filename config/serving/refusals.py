"""The plain answers given before, or instead of, a page: no template, no language known yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Refusal:
    """A short answer in Japanese and English, never cached."""

    status: HTTPStatus
    japanese: str
    english: str
    retry_after: int | None = None

    @property
    def content(self) -> bytes:
        return f"{self.japanese}\n{self.english}\n".encode()

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", b"%d" % len(self.content)),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
        ]
        if self.retry_after is not None:
            headers.append((b"retry-after", b"%d" % self.retry_after))
        return headers

    def as_bytes(self) -> bytes:
        """The whole answer for a connection that is closed after it."""
        return response_head(self.status, [*self.headers, (b"connection", b"close")]) + self.content


def response_head(status: HTTPStatus, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    lines = [f"HTTP/1.1 {status.value} {status.phrase}".encode()]
    lines += [name + b": " + value for name, value in headers]
    return b"\r\n".join([*lines, b"", b""])


BAD_REQUEST = Refusal(
    HTTPStatus.BAD_REQUEST,
    "リクエストを読み取れませんでした。",
    "The request could not be read.",
)
HEADERS_TOO_LARGE = Refusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    "リクエストのヘッダーが大きすぎます。",
    "The headers of the request are too large.",
)
LENGTH_REQUIRED = Refusal(
    HTTPStatus.LENGTH_REQUIRED,
    "送信内容の長さ(Content-Length)が必要です。",
    "The length of what is sent must be stated (Content-Length).",
)
TOO_LARGE = Refusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "送信内容が大きすぎます。1 MiB 以下にしてください。",
    "What was sent is too large. Please keep it to 1 MiB or less.",
)
TOO_SLOW = Refusal(
    HTTPStatus.REQUEST_TIMEOUT,
    "時間内に受信できませんでした。もう一度送信してください。",
    "The request did not arrive in time. Please send it again.",
)
BUSY = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "ただいま混み合っています。少し待ってから、もう一度お試しください。",
    "The server is busy. Please wait a moment and try again.",
    retry_after=1,
)
FAILED = Refusal(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "サーバーで問題が発生しました。もう一度お試しください。",
    "Something went wrong on the server. Please try again.",
)
