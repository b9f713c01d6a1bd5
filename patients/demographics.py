"""Who a patient is, as plain values, and as the JSON that is sealed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Self

from patients import calendar, kana
from patients.labels import SEX_LABELS
from patients.vocabulary import Sex


@dataclass(frozen=True)
class Demographics:
    """Name and reading, birth, sex, where and how to reach."""

    family: str
    given: str
    kana_family: str
    kana_given: str
    birth_date: date
    sex: Sex
    postal_code: str = ""
    address: str = ""
    telephone: str = ""

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}".strip()

    @property
    def kana(self) -> str:
        return f"{self.kana_family} {self.kana_given}".strip()

    @property
    def sex_label(self) -> str:
        return str(SEX_LABELS[self.sex])

    def age(self, on: date) -> int:
        return calendar.age(self.birth_date, on)

    def to_json(self) -> dict[str, object]:
        """With the folded name and reading beside them, so that a search folds nothing."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            **told,
            "birth_date": self.birth_date.isoformat(),
            "folded_name": kana.fold(self.name),
            "folded_kana": kana.fold(self.kana),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, object]) -> Self:
        return cls(
            family=str(told["family"]),
            given=str(told["given"]),
            kana_family=str(told["kana_family"]),
            kana_given=str(told["kana_given"]),
            birth_date=date.fromisoformat(str(told["birth_date"])),
            sex=Sex(str(told["sex"])),
            postal_code=str(told["postal_code"]),
            address=str(told["address"]),
            telephone=str(told["telephone"]),
        )


@dataclass(frozen=True)
class Folded:
    """A name and its reading in the form in which spellings are equal."""

    name: str
    kana: str

    @classmethod
    def of(cls, told: Mapping[str, object]) -> Self:
        return cls(str(told["folded_name"]), str(told["folded_kana"]))

    def same(self, other: "Folded") -> bool:
        """People say either the name or its reading, so one of both is enough to mix up."""
        return self.name == other.name or (self.kana == other.kana and bool(self.kana))

    def holds(self, folded_word: str) -> bool:
        return folded_word in self.name or folded_word in self.kana


def differences(older: Demographics, newer: Demographics) -> Iterator[tuple[str, str, str]]:
    """Each field that changed: its name, what it said, what it says."""
    for field in fields(Demographics):
        before, after = getattr(older, field.name), getattr(newer, field.name)
        if before != after:
            yield field.name, shown(field.name, before), shown(field.name, after)


def shown(field: str, value: object) -> str:
    if isinstance(value, date):
        return calendar.long_date(value)
    return str(SEX_LABELS[Sex(str(value))]) if field == "sex" else str(value)
