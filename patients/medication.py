"""A medicine as it is taken, and one that was counted: what is sealed, and how it reads."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from patients.vocabulary import MedicationSource


@dataclass(frozen=True)
class Medicine:
    """`reason` says why it was begun or changed; `until` is the last day that was planned."""

    name: str
    dose: str = ""
    usage: str = ""
    prescriber: str = ""
    source: MedicationSource = MedicationSource.OTHER
    reason: str = ""
    until: date | None = None

    @property
    def line(self) -> str:
        """As "フロセミド錠 20mg 1回1錠 朝食後"."""
        return " ".join(part for part in (self.name, self.dose, self.usage) if part)

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            name=stored["name"],
            dose=stored["dose"],
            usage=stored["usage"],
            prescriber=stored["prescriber"],
            source=MedicationSource(stored["source"]),
            reason=stored["reason"],
            until=date.fromisoformat(stored["until"]) if stored["until"] else None,
        )

    def dump(self) -> dict[str, object]:
        return {
            "name": self.name,
            "dose": self.dose,
            "usage": self.usage,
            "prescriber": self.prescriber,
            "source": str(self.source),
            "reason": self.reason,
            "until": self.until.isoformat() if self.until else "",
        }


@dataclass(frozen=True)
class Counted:
    """残薬 of one medicine: how many of what, and why they were left."""

    name: str
    quantity: str
    unit: str = ""
    reason: str = ""

    @property
    def line(self) -> str:
        """As "フロセミド錠 残り4錠"; without a quantity the name alone."""
        return f"{self.name} {self.quantity}{self.unit}".strip()

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["name"], stored["quantity"], stored["unit"], stored["reason"])

    def dump(self) -> dict[str, object]:
        return vars(self).copy()


def change_text(before: Medicine, after: Medicine) -> str:
    """As "フロセミド錠 20mg → 40mg": what stayed the same is said once."""
    if before.name != after.name:
        return f"{before.line} → {after.line}"
    changed = [
        f"{old or '—'} → {new or '—'}"
        for old, new in ((before.dose, after.dose), (before.usage, after.usage))
        if old != new
    ]
    return " ".join([after.name, *changed]) if changed else after.line


def folded(name: str) -> str:
    """For comparing names: width, letter case and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
