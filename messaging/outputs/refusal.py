"""Why nothing could be printed. The printer's process says it with its exit code."""

from enum import IntEnum


class Refusal(IntEnum):
    NO_LIBRARY = 3  # Pango is not installed, or not where it is looked for
    NO_TYPE = 4  # no font that holds Japanese: nothing but squares would be printed
    FAILED = 5  # too large, too slow, or broken
    BUSY = 6


class Unprintable(Exception):
    """There is no PDF; `reason` says what has to be done about it."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.name)
        self.reason = reason
