"""WebSockets: bounded messages, bounded backlog, and a close that says what happened."""

from typing import Any

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

from config.serving.limits import Limits

TOO_MANY = 1008
RESTART = 1012


class SocketProtocol(WebSocketProtocol):
    """Daphne's protocol with a limit on what a client may pile up."""

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N802, N803 -- Autobahn's
        if self.application_queue.qsize() >= self.server.limits.messages_waiting:
            self.muted = True
            self.application_queue.put_nowait({"type": "websocket.disconnect", "code": TOO_MANY})
            self.sendCloseFrame(code=TOO_MANY, isReply=False)
        else:
            super().onMessage(payload, isBinary)

    def say_restart(self) -> None:
        """The server stops; the device comes back by itself."""
        if self.state == self.STATE_OPEN:
            # Autobahn's sendClose refuses 1012, though RFC 6455's registry has it.
            self.sendCloseFrame(code=RESTART, reasonUtf8=b"restart", isReply=False)
        elif self.state == self.STATE_CONNECTING and hasattr(self, "handshake_deferred"):
            self.serverReject()


class SocketFactory(WebSocketFactory):
    """Builds our sockets and tells them their sizes and times."""

    protocol = SocketProtocol

    def __init__(self, server: Any, limits: Limits) -> None:
        super().__init__(server, server="")
        self.setProtocolOptions(
            # Say 1009 instead of dropping the line without a word.
            failByDrop=False,
            autoPingTimeout=limits.pong_seconds,
            allowNullOrigin=True,  # the Origin is checked by the application
            openHandshakeTimeout=limits.header_seconds,
            maxMessagePayloadSize=limits.message,
            maxFramePayloadSize=limits.message,
        )
