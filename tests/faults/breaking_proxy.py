"""A line that breaks: TCP between a client and the server, cut in the middle of what is sent."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from tests.servers import LOOPBACK

BLOCK = 16 * 1024
AT_ONCE = (1).to_bytes(4, "little") + bytes(4)  # linger for no time: what waits is thrown away


class BreakingProxy:
    """Passes everything on; at each of the moments, counted in bytes sent by the client over all
    connections, that connection is reset on both sides."""

    def __init__(self, port: int, moments: Sequence[int]) -> None:
        self._server = port
        self._moments = sorted(moments)
        self._lock = threading.Lock()
        self._sent = 0
        self._listener = socket.create_server((LOOPBACK, 0))
        self._threads = [threading.Thread(target=self._accept)]
        self.port: int = self._listener.getsockname()[1]
        self.cuts: list[int] = []
        self._threads[0].start()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed: the test is over
            while True:
                client, _address = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(client,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection((LOOPBACK, self._server)) as server:
            back = threading.Thread(target=_pass_back, args=(server, client))
            back.start()
            if self._is_cut(client, server):
                for one in (client, server):
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                    _shut(one, socket.SHUT_RDWR)
            else:
                _shut(server, socket.SHUT_WR)
            back.join()

    def _is_cut(self, client: socket.socket, server: socket.socket) -> bool:
        """Passes on until the client has no more to say, or its line breaks."""
        with suppress(OSError):
            while data := client.recv(BLOCK):
                if self._is_due(len(data)):
                    server.sendall(data[: len(data) // 2])
                    return True
                server.sendall(data)
        return False

    def _is_due(self, length: int) -> bool:
        with self._lock:
            self._sent += length
            if not self._moments or self._sent < self._moments[0]:
                return False
            self.cuts.append(self._moments.pop(0))
            return True


def _pass_back(server: socket.socket, client: socket.socket) -> None:
    with suppress(OSError):
        while data := server.recv(BLOCK):
            client.sendall(data)
    _shut(client, socket.SHUT_WR)


def _shut(connection: socket.socket, how: int) -> None:
    with suppress(OSError):
        connection.shutdown(how)


@contextmanager
def breaking(port: int, moments: Sequence[int]) -> Iterator[BreakingProxy]:
    proxy = BreakingProxy(port, moments)
    try:
        yield proxy
    finally:
        proxy.close()
