"""A wound as a note describes it on one day: its number and place, codes of DESIGN-R, treatment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from patients import design_r
from patients.answer_rules import moment
from patients.answer_text import Line, sections
from patients.body_sites import BODY_SITE_BY_CODE
from patients.sheet import Answer, Sheet

CODE = "wound"
ROWS = "wounds"
# Said in a place of their own, or by the notation.
SAID_APART = frozenset({"number", "site", "length", "width", *design_r.ITEMS})


@dataclass(frozen=True)
class Wound:
    """`sheet` is a form with this wound as its only answer, so that it is read as the note is."""

    sheet: Sheet

    @property
    def row(self) -> Mapping[str, Answer]:
        return self.sheet.answers[ROWS].rows[0]

    @property
    def number(self) -> str:
        return self._text("number")

    @property
    def site(self) -> str:
        """The code of its place; "" when none was told."""
        return self._text("site")

    @property
    def codes(self) -> dict[str, str]:
        return {item: text for item in design_r.ITEMS if (text := self._text(item))}

    @property
    def total(self) -> int | None:
        return design_r.total(self.codes)

    @property
    def notation(self) -> str:
        """As "D3-e3s8i1g3N3p0:18"; of an incomplete set the codes there are."""
        return design_r.notation(self.codes) or " ".join(self.codes.values())

    @property
    def measured(self) -> str:
        """As "3.2 × 2.1 cm"; "" when neither was measured."""
        sides = [side for key in ("length", "width") if (side := self._text(key))]
        return f"{' × '.join(sides)} cm" if sides else ""

    def site_label(self, language: str) -> str:
        site = BODY_SITE_BY_CODE.get(self.site)
        return site.text.say(language) if site else ""

    def lines(self, language: str) -> tuple[Line, ...]:
        """Treatment, dressing and what else was told, as the note reads it."""
        return tuple(
            line
            for section in sections(self.sheet, language=language)
            for line in section.lines
            if line.link_id.rpartition(".")[2] not in {*SAID_APART, "design"}
        )

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(Sheet.load(stored["sheet"]))

    def dump(self) -> dict[str, object]:
        return {"sheet": self.sheet.dump(), "total": self.total}

    def _text(self, link_id: str) -> str:
        answer = self.row.get(link_id)
        return answer.text if answer else ""


def told(form: Sheet) -> Iterator[Wound]:
    """Every wound of a note, in its order. A row without a number has that of its place."""
    answer = form.answers.get(ROWS)
    for place, row in enumerate(answer.rows if answer else ()):
        numbered = {"number": Answer(value=str(place + 1)), **row}
        yield Wound(Sheet(form.questionnaire, form.version, {ROWS: Answer(value=(numbered,))}))


def seen_at(form: Sheet, otherwise: datetime) -> datetime:
    """When the wounds were looked at: at the visit, where the note says when that was."""
    return moment(form, "started_at") or otherwise
