"""A suspicion of abuse (虐待の疑い), as it is sealed beside the words of its entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class ConcernKind(StrEnum):
    """The kinds of the law on abuse of older people."""

    PHYSICAL = "physical"
    PSYCHOLOGICAL = "psychological"
    SEXUAL = "sexual"
    FINANCIAL = "financial"
    NEGLECT = "neglect"


@dataclass(frozen=True)
class Whose:
    """Whom it is about, since who is told may have no standing in the patient's room."""

    name: str
    kana: str
    birth_text: str


@dataclass(frozen=True)
class Concern:
    """`since`: in the reporter's words; `danger`: somebody is in danger now."""

    whose: Whose
    kinds: tuple[ConcernKind, ...]
    since: str
    danger: bool
    seen: str
    text: str

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            Whose(**stored["whose"]),
            tuple(ConcernKind(kind) for kind in stored["kinds"]),
            stored["since"],
            stored["danger"],
            stored["seen"],
            stored["text"],
        )

    def dump(self) -> dict[str, object]:
        return {
            "whose": vars(self.whose),
            "kinds": [str(kind) for kind in self.kinds],
            "since": self.since,
            "danger": self.danger,
            "seen": self.seen,
            "text": self.text,
        }

    def words(self) -> str:
        return "\n\n".join(part for part in (self.seen, self.text) if part)
