"""How much, how many and how long the server accepts before it says no."""

from dataclasses import dataclass

KIBIBYTE = 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    body: int = 1024 * KIBIBYTE + 16 * KIBIBYTE  # one MiB of content and its form's envelope
    header_bytes: int = 16 * KIBIBYTE
    header_lines: int = 100
    idle_seconds: float = 75  # between two requests on one connection
    header_seconds: float = 15  # from a request's first byte to its last header
    body_seconds: float = 20  # for any body, and more for a longer one:
    body_rate: int = 8 * KIBIBYTE  # bytes a second that a slow mobile line still manages
    stall_seconds: float = 30  # a reader that takes nothing for so long is gone
    drain_seconds: float = 10  # what runs when the server is told to stop may take so long
    message: int = 64 * KIBIBYTE
    messages_waiting: int = 32  # messages of one socket that nobody has read yet
    ping_seconds: float = 20
    pong_seconds: float = 30

    def body_deadline(self, length: int) -> float:
        """Seconds within which a body of this length must have arrived."""
        return self.body_seconds + length / self.body_rate
