"""The server: Daphne's loop with bounded requests, patient answers and an orderly end."""

# Importing Daphne's server first installs Twisted's asyncio reactor.
import daphne.server  # isort: skip
import asyncio
import logging
import signal
import time
from collections.abc import Callable, Sequence
from typing import Any

from asgiref.typing import ASGI3Application
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IListeningPort, IStreamServerEndpoint
from twisted.logger import globalLogBeginner

from config.serving.channel import PageChannel, PageFactory
from config.serving.limits import Limits
from config.serving.sockets import SocketFactory, SocketProtocol

logger = logging.getLogger(__name__)

ActionLogger = Callable[[str, str, dict[str, Any]], None]
CHECK_SECONDS = 0.05
DEADLINE_SECONDS = 0.5
CANCEL_SECONDS = 1


def loop() -> asyncio.AbstractEventLoop:
    """The loop everything runs on; it exists before the server runs."""
    only: asyncio.AbstractEventLoop = daphne.server.twisted_loop
    return only


class PageServer(daphne.server.Server):
    """`running` counts requests in threads; `ready` is called when every port is bound."""

    def __init__(
        self,
        application: ASGI3Application,
        endpoints: Sequence[IStreamServerEndpoint],
        *,
        limits: Limits | None = None,
        running: Callable[[], int] = lambda: 0,
        ready: Callable[[], None] = lambda: None,
        at_stop: Callable[[], None] = lambda: None,
        action_logger: ActionLogger | None = None,
    ) -> None:
        self.limits = limits or Limits()
        super().__init__(
            application,
            endpoints=list(endpoints),
            action_logger=action_logger,
            # One piece: the body is in memory anyway.
            request_buffer_size=self.limits.body + 1,
            ping_interval=self.limits.ping_seconds,
            ping_timeout=self.limits.pong_seconds,
            ready_callable=ready,
            server_name="",
        )
        self.running = running
        self.at_stop = at_stop
        self.channels: set[PageChannel] = set()
        self.ports: list[IListeningPort] = []
        self.failure: str | None = None
        self.is_stopping = False

    def body_limit(self, _method: bytes, _path: bytes) -> int:
        """Bytes a body may have; a route that streams its body would answer otherwise here."""
        return self.limits.body

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, or until `failure` says why no port could be bound."""
        self.connections: dict[Any, dict[str, Any]] = {}
        self.http_factory = PageFactory(self)
        self.ws_factory = SocketFactory(self, self.limits)
        # Twisted's own log would hold addresses and paths.
        globalLogBeginner.beginLoggingTo(
            [lambda _event: None], redirectStandardIO=False, discardBuffer=True
        )
        asyncio.set_event_loop(loop())
        for endpoint in self.endpoints:
            endpoint.listen(self.http_factory).addCallbacks(self.listen_success, self.listen_error)
        if self.abort_start:
            return
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        reactor.callLater(DEADLINE_SECONDS, self.check_deadlines)
        reactor.addSystemEventTrigger("before", "shutdown", self._drained)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop().add_signal_handler(number, self.stop)
        self.ready_callable()
        reactor.run(installSignalHandlers=False)

    def check_deadlines(self) -> None:
        now = time.monotonic()
        for channel in list(self.channels):
            channel.check_deadline(now)
        reactor.callLater(DEADLINE_SECONDS, self.check_deadlines)

    def listen_success(self, port: IListeningPort) -> None:
        self.ports.append(port)
        host = port.getHost()
        self.listening_addresses.append((host.host, host.port))

    def listen_error(self, failure: Any) -> None:
        self.failure = failure.getErrorMessage()
        self.abort_start = True

    def stop(self) -> None:
        if reactor.running and not self.is_stopping:
            self.is_stopping = True
            reactor.stop()

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """ASGI's send: returns when the transport has room for more."""
        waits = message["type"] == "http.response.body" and message.get("more_body")
        await super().handle_reply(protocol, message)
        del message  # its content is the transport's now; none of it shall wait here as well
        if waits:
            await protocol.room(self.limits.stall_seconds)

    def _drained(self) -> Deferred[None]:
        return Deferred.fromFuture(asyncio.ensure_future(self._drain(), loop=loop()))

    async def _drain(self) -> None:
        """Stop accepting, finish what runs, tell the sockets, stop what runs beside."""
        try:
            for port in self.ports:
                port.stopListening()
            for channel in list(self.channels):
                channel.finish_up()
            for protocol in list(self.connections):
                if isinstance(protocol, SocketProtocol):
                    protocol.say_restart()
            await self._wait_for_the_last()
            await self._cancel_the_rest()
            await asyncio.get_running_loop().run_in_executor(None, self.at_stop)
        except Exception:  # the process must end, whatever went wrong on the way
            logger.exception("The server did not stop in good order")

    async def _wait_for_the_last(self) -> None:
        clock = asyncio.get_running_loop().time
        deadline = clock() + self.limits.drain_seconds
        while clock() < deadline:
            if not self.channels and not self.running() and not self._open_sockets():
                return
            await asyncio.sleep(CHECK_SECONDS)

    def _open_sockets(self) -> int:
        return sum(
            isinstance(protocol, SocketProtocol) and "disconnected" not in details
            for protocol, details in self.connections.items()
        )

    async def _cancel_the_rest(self) -> None:
        """Each gets a moment to put away what it holds."""
        rest = [
            details["application_instance"]
            for details in self.connections.values()
            if details.get("application_instance") is not None
        ]
        for application in rest:
            application.cancel()
        if rest:
            await asyncio.wait(rest, timeout=CANCEL_SECONDS)
