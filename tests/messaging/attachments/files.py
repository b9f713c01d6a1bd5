"""Files in memory, and what is made of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from messaging.attachments.decoders import picture
from messaging.attachments.intake import examine
from messaging.attachments.signature import Format
from messaging.attachments.source import Scan
from messaging.attachments.verdict import Facts, Refusal, Refused


@dataclass(frozen=True)
class Bytes:
    """A source, as the vault would be one."""

    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def read(self, start: int, length: int) -> bytes:
        return self.content[start : start + length]


@dataclass
class Kept:
    """What was made of a file, by its name."""

    renditions: dict[str, bytes] = field(default_factory=dict)


def taken(content: bytes, scan: Scan | None = None) -> tuple[Facts, dict[str, bytes]]:
    kept = Kept()

    def keep(name: str, made: Iterable[bytes]) -> None:
        assert name not in kept.renditions
        kept.renditions[name] = b"".join(made)

    facts = examine(Bytes(content), keep, scan)
    return facts, kept.renditions


def painted(format: Format, content: bytes) -> tuple[dict[str, str | int | None], dict[str, bytes]]:
    """What the decoder of pictures makes, here and now: for tables of pictures of our own, whose
    way through a process of its own is shown elsewhere."""
    said = list(picture.made(format, content))
    facts = next(one for one in said if isinstance(one, dict))
    return facts, dict(one for one in said if isinstance(one, tuple))


def verdict(content: bytes) -> Refusal | Facts:
    try:
        return taken(content)[0]
    except Refused as refused:
        return refused.reason
