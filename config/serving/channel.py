"""One HTTP connection: what is too long or too slow is refused before it is read."""

from time import monotonic
from typing import Any

from daphne.http_protocol import HTTPFactory
from twisted.web.http import HTTPChannel

from config.serving.limits import Limits
from config.serving.refusals import (
    BAD_REQUEST,
    HEADERS_TOO_LARGE,
    LENGTH_REQUIRED,
    TOO_LARGE,
    TOO_SLOW,
    Refusal,
)
from config.serving.request import PageRequest

# A refused body is read and thrown away for a while: closing at once would reset the connection
# and the client would never see the answer.
LINGER_SECONDS = 5
LINGER_BYTES = 8 * 1024 * 1024


class PageChannel(HTTPChannel):
    """Deadlines are absolute: a byte now and then does not prolong them."""

    factory: "PageFactory"
    is_reading = False
    deadline: float | None = None
    timeOut: float | None = None  # noqa: N815
    to_discard = 0
    is_refused = False
    abortTimeout = LINGER_SECONDS  # noqa: N815

    @property
    def limits(self) -> Limits:
        limits: Limits = self.factory.server.limits
        return limits

    @property
    def is_paused(self) -> bool:
        return bool(self._waitingForTransport)

    def connectionMade(self) -> None:  # noqa: N802 -- Twisted's names
        self.totalHeadersSize = self.limits.header_bytes
        self.maxHeaders = self.limits.header_lines
        self.factory.server.channels.add(self)
        super().connectionMade()

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        self.forget()
        super().connectionLost(reason)

    def forget(self) -> None:
        """The server no longer waits for this connection when it stops."""
        self.factory.server.channels.discard(self)

    def finish_up(self) -> None:
        """The server stops: close now, or after the answer that is under way."""
        if self._handlingRequest:
            self.persistent = False
        else:
            self.loseConnection()

    def setTimeout(self, period: float | None) -> float | None:  # noqa: N802
        """Twisted's timers cost more than the parsing; the server looks at the deadlines."""
        previous: float | None = self.timeOut
        self.timeOut = period
        self.deadline = None if period is None else monotonic() + period
        return previous

    def resetTimeout(self) -> None:  # noqa: N802
        """Twisted would start the clock anew with every byte."""

    def check_deadline(self, now: float) -> None:
        if self.deadline is not None and self.deadline <= now:
            self.deadline = None
            self.timeoutConnection()

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self.is_refused:
            self._discard(data)
            return
        if not self.is_reading and not self._handlingRequest:
            self.is_reading = True
            self.setTimeout(self.limits.header_seconds)
        super().dataReceived(data)

    def lineReceived(self, line: bytes) -> None:  # noqa: N802
        if not self.is_refused:  # after a refusal the rest of the packet is not a request
            super().lineReceived(line)

    def lineLengthExceeded(self, _line: bytes) -> None:  # noqa: N802
        self._refuse(HEADERS_TOO_LARGE, LINGER_BYTES)

    def allHeadersReceived(self) -> None:  # noqa: N802
        length = self.length
        limit = self.factory.server.body_limit(self._command, self._path)
        if length is None:
            self._refuse(LENGTH_REQUIRED, LINGER_BYTES)
        elif length > limit:
            self._refuse(TOO_LARGE, min(length, LINGER_BYTES))
        else:
            self.setTimeout(self.limits.body_deadline(length))
            super().allHeadersReceived()

    def allContentReceived(self) -> None:  # noqa: N802
        if self.is_refused:
            return
        self.is_reading = False
        # What Twisted puts aside here is what it waits for the next request.
        self.setTimeout(self.limits.idle_seconds)
        super().allContentReceived()

    def rawDataReceived(self, data: bytes) -> None:  # noqa: N802
        if self.is_refused:
            self._discard(data)
        else:
            super().rawDataReceived(data)

    def timeoutConnection(self) -> None:  # noqa: N802
        if self.is_reading and not self.is_refused:
            self.transport.write(TOO_SLOW.as_bytes())
            self._log_refusal(TOO_SLOW)
        super().timeoutConnection()

    def _respondToBadRequestAndDisconnect(self) -> None:  # noqa: N802
        if self.is_refused:
            return
        too_long = (
            self._receivedHeaderSize > self.totalHeadersSize
            or self._receivedHeaderCount > self.maxHeaders
        )
        self._refuse(HEADERS_TOO_LARGE if too_long else BAD_REQUEST, LINGER_BYTES)

    def _refuse(self, refusal: Refusal, to_discard: int) -> None:
        self.is_refused = True
        self.to_discard = to_discard
        self._log_refusal(refusal)
        self.setTimeout(LINGER_SECONDS)
        self.transport.write(refusal.as_bytes())

    def _discard(self, data: bytes) -> None:
        self.to_discard -= len(data)
        if self.to_discard <= 0:
            self.loseConnection()

    def _log_refusal(self, refusal: Refusal) -> None:
        self.factory.server.log_action(
            "http",
            "refused",
            {
                "method": getattr(self, "_command", b"-").decode("latin-1"),
                "path": getattr(self, "_path", b"").decode("latin-1"),
                "status": refusal.status.value,
            },
        )


class PageFactory(HTTPFactory):
    """Builds our channels; HTTP/2 is left to a proxy."""

    protocol = PageChannel

    def buildProtocol(self, addr: Any) -> PageChannel:  # noqa: N802
        channel: PageChannel = super().buildProtocol(addr)
        channel.requestFactory = PageRequest
        channel.timeOut = self.server.limits.idle_seconds
        return channel

    def log(self, request: PageRequest) -> None:
        """Twisted would write a line with the address and the query of every request."""

    def acceptableProtocols(self) -> list[bytes]:  # noqa: N802
        return [b"http/1.1"]
