"""Long work in small bites: whoever waits for the interpreter gets it between two of them.

A thread that computes gives the interpreter away only every 5 ms, and at each of its many steps
a post that is written meanwhile would wait so long. While requests are served the bites are far
apart; they never stop, so the work ends however busy the house is.
"""

import time
from collections.abc import Callable

BITE_SECONDS = 0.0005
PAUSE_SECONDS = 0.00005
BUSY_SECONDS = 0.002


class _House:
    """Whether others are at work; the server says how to ask."""

    is_busy: Callable[[], bool] = staticmethod(lambda: False)


def give_way_while(is_busy: Callable[[], bool]) -> None:
    _House.is_busy = staticmethod(is_busy)


class Breath:
    """Call it often; it pauses when a bite is over."""

    def __init__(self) -> None:
        self._since = time.perf_counter()

    def __call__(self) -> None:
        if time.perf_counter() - self._since > BITE_SECONDS:
            time.sleep(BUSY_SECONDS if _House.is_busy() else PAUSE_SECONDS)
            self._since = time.perf_counter()
