"""What is known of a file, as it is sealed: the one shape of the JSON in `attachment.content`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from messaging.attachments.verdict import Facts, Refusal
from sharing.vault import Stored

ORIGINAL = "original"


@dataclass(frozen=True)
class FileContent:
    """`name` and `sha256` as the device told them; the rest as it was found to be."""

    name: str = ""
    sha256: str = ""
    facts: Facts | None = None
    renditions: Mapping[str, Stored] = field(default_factory=dict)
    refusal: Refusal | None = None
    arrived_at: datetime | None = None  # when all of it was here and had been looked at

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        renditions = stored["renditions"].items()
        return cls(
            stored["name"],
            stored["sha256"],
            Facts.load(stored["facts"]) if stored["facts"] else None,
            {rendition: Stored.load(one) for rendition, one in renditions},
            Refusal(stored["refusal"]) if stored["refusal"] else None,
            datetime.fromisoformat(stored["arrived_at"]) if stored["arrived_at"] else None,
        )

    def dump(self) -> dict[str, object]:
        renditions = self.renditions.items()
        return {
            "name": self.name,
            "sha256": self.sha256,
            "facts": self.facts.dump() if self.facts else None,
            "renditions": {rendition: one.dump() for rendition, one in renditions},
            "refusal": str(self.refusal) if self.refusal else None,
            "arrived_at": self.arrived_at.isoformat() if self.arrived_at else None,
        }

    @property
    def kept(self) -> int:
        """Bytes of everything that is kept of it."""
        return sum(one.size for one in self.renditions.values())
