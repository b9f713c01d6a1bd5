"""A filled-in form: answers by the link id of their question, in four states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from patients.questionnaire import Questionnaire, of


class AnswerState(StrEnum):
    """A value, tried in vain (測定不能), or left out for a reason; 未入力 is its absence."""

    VALUE = "value"
    NOT_MEASURED = "not-measured"
    NOT_DONE = "not-done"


@dataclass(frozen=True)
class Answer:
    """Its value is a text (a number, day, time or code too), a boolean, several codes or lines, or
    rows of answers."""

    state: AnswerState = AnswerState.VALUE
    value: "str | bool | tuple[str, ...] | tuple[Mapping[str, Answer], ...] | None" = None
    reason: str = ""

    @property
    def text(self) -> str:
        """The value where it is one text, a number or code as well; "" otherwise."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def several(self) -> tuple[str, ...]:
        """The codes or lines where there are several."""
        if not isinstance(self.value, tuple):
            return ()
        return tuple(one for one in self.value if isinstance(one, str))

    @property
    def rows(self) -> "tuple[Mapping[str, Answer], ...]":
        if not isinstance(self.value, tuple):
            return ()
        return tuple(one for one in self.value if isinstance(one, Mapping))

    # Any: stored JSON, which only `dump` wrote.
    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        if "state" in stored:
            return cls(AnswerState(stored["state"]), reason=stored.get("reason", ""))
        value = stored["value"]
        if isinstance(value, list):
            return cls(
                value=tuple(_load(one) if isinstance(one, Mapping) else one for one in value)
            )
        return cls(value=value)

    def dump(self) -> dict[str, object]:
        if self.state is not AnswerState.VALUE:
            state: dict[str, object] = {"state": str(self.state)}
            return state | {"reason": self.reason} if self.reason else state
        if isinstance(self.value, tuple):
            return {
                "value": [_dump(one) if isinstance(one, Mapping) else one for one in self.value]
            }
        return {"value": self.value}


@dataclass(frozen=True)
class Sheet:
    questionnaire: str
    version: int
    answers: Mapping[str, Answer] = field(default_factory=dict)

    # Any: stored JSON, which only `dump` wrote.
    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["questionnaire"], stored["version"], _load(stored["answers"]))

    def dump(self) -> dict[str, object]:
        """As JSON, in the shape that `answers.parse` takes; the same bytes every time."""
        return {
            "questionnaire": self.questionnaire,
            "version": self.version,
            "answers": _dump(self.answers),
        }

    @property
    def form(self) -> Questionnaire:
        """The questions that were asked; UnknownQuestionnaire when they are not on hand."""
        return of(self.questionnaire, self.version)

    def value(self, link_id: str) -> object | None:
        """A text, a boolean, a tuple of codes or rows; None when unanswered or without a value."""
        answer = self.answers.get(link_id)
        return None if answer is None else answer.value

    def text(self, link_id: str) -> str:
        answer = self.answers.get(link_id)
        return "" if answer is None else answer.text


def _load(stored: Mapping[str, Any]) -> Mapping[str, Answer]:
    return {link_id: Answer.load(one) for link_id, one in stored.items()}


def _dump(answers: Mapping[str, Answer]) -> dict[str, object]:
    return {link_id: answer.dump() for link_id, answer in answers.items()}
