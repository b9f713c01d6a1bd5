"""What a decoder says to whoever started it: a line of JSON, then the bytes it announces."""

import json
import sys
from collections.abc import Callable, Iterator

from messaging.attachments.verdict import Refusal, Refused
from messaging.restraint import restrain

# Of address space. A picture of 50 megapixels needs some 400 MB, and the libraries their share.
MOST_MEMORY = 900 * 1024**2
# A rendition by its name, or what was found out.
Made = tuple[str, bytes] | dict[str, str | int | None]


def answer(made: Callable[[bytes], Iterator[Made]], seconds: int) -> None:
    """Reads the file from the input, and writes whatever is made of it, or why nothing is."""
    restrain(MOST_MEMORY, seconds, writes=False)
    _line({"ready": True})
    sys.stdout.buffer.flush()
    try:
        for thing in made(sys.stdin.buffer.read()):
            _say(thing)
    except Refused as refused:
        _line({"refused": refused.reason.value})
    except MemoryError:
        _line({"refused": Refusal.TOO_HEAVY.value})
    except Exception:  # whatever a library raises about what it cannot read
        _line({"refused": Refusal.UNREADABLE.value})
    sys.stdout.buffer.flush()


def _say(thing: Made) -> None:
    if isinstance(thing, dict):
        _line({"facts": thing})
    else:
        name, content = thing
        _line({"rendition": name, "size": len(content)})
        sys.stdout.buffer.write(content)


def _line(said: object) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
