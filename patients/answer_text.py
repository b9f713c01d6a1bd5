"""The one reading of a filled-in form: screen, PDF, copy text and CSV all say these lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import override

from patients import design_r
from patients.answer_rules import moment
from patients.calendar import long_date
from patients.labels import VITAL_CONDITION_LABELS
from patients.questionnaire import Item, Questionnaire
from patients.sheet import Answer, AnswerState, Sheet
from patients.visit_time import JAPAN, Mark, marks, minutes
from patients.vital_labels import VITAL_WORDS
from patients.vital_text import rows
from patients.vitals import State, VitalsSet
from patients.wording import Text

LINES_OF_THEIR_OWN = frozenset({"text", "long-text"})
BRIEF = 6  # a row of at most so many questions is read in one line
NOT_MEASURED = Text("測定不能", "Could not be measured")
NOT_DONE = Text("実施せず", "Not done")
YES, NO = Text("あり", "Yes"), Text("なし", "No")
REASONS = {
    "refused": Text("拒否", "refused"),
    "no-device": Text("機器なし", "no device"),
    "not-needed": Text("不要", "not needed"),
}
DURATION = Text("所要時間", "Time taken")
VITALS = Text("バイタルサイン", "Vital signs")
DESIGN = Text("DESIGN-R 2020", "DESIGN-R 2020")
MARKS = {
    Mark.EARLY: Text("早朝", "early morning"),
    Mark.EVENING: Text("夜間", "evening"),
    Mark.NIGHT: Text("深夜", "night"),
    Mark.LONG: Text("長時間", "long"),
    Mark.SECOND: Text("同日2回目", "second of the day"),
}
COMMENT = Text("コメント", "Comment")
STATES = {
    State.VALUE: AnswerState.VALUE,
    State.UNABLE: AnswerState.NOT_MEASURED,
    State.NOT_DONE: AnswerState.NOT_DONE,
}


@dataclass(frozen=True)
class Line:
    """`link_id` is the path of the answer, as "overall" or "wounds.0.size"."""

    link_id: str
    label: str
    text: str
    state: AnswerState = AnswerState.VALUE


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Line, ...]


def sections(
    sheet: Sheet, vitals: Sequence[VitalsSet] = (), language: str = "ja"
) -> tuple[Section, ...]:
    """What was answered, in the order of the form; unanswered questions leave no line.

    A long row, as a wound, is a section of its own. Vitals stand where the form asks for them, in
    front of everything where it does not.
    """
    reader = Reader(sheet, tuple(vitals), language)
    return tuple(section for section in reader.sections() if section.lines)


@dataclass(frozen=True)
class Reader:
    sheet: Sheet
    vitals: tuple[VitalsSet, ...]
    language: str

    def sections(self) -> Iterator[Section]:
        form = self.sheet.form
        if not _asks_vitals(form.items):
            yield from self._vitals("")
        for top in form.items:
            yield from self._section(top, form)

    def _section(self, top: Item, form: Questionnaire) -> Iterator[Section]:
        title = self._say(top.text if top.type == "group" else form.title)
        within = top.items if top.type == "group" and not top.repeats else (top,)
        if any(item.type == "vitals" for item in within):
            yield from self._vitals(title)
        lines = tuple(self._lines(within, self.sheet.answers, ""))
        yield Section(title, lines)
        for item in _row_groups(within):
            if not _is_brief(item) and item.link_id in self.sheet.answers:
                yield from self._row_sections(item, self.sheet.answers[item.link_id])

    def _lines(
        self, items: Sequence[Item], answers: Mapping[str, Answer], path: str, within: str = ""
    ) -> Iterator[Line]:
        """The lines of these questions; an inner group lends them its name: 気切 交換日."""
        for item in items:
            if item.type == "group" and not item.repeats:
                yield from self._lines(item.items, answers, path, f"{self._say(item.text)} ")
            elif item.link_id in answers:
                label = within + self._say(item.text)
                yield from self._answer(item, answers[item.link_id], path + item.link_id, label)
                yield from self._derived(item, path)

    def _answer(self, item: Item, answer: Answer, path: str, label: str) -> Iterator[Line]:
        if item.is_rows and answer.rows:
            if _is_brief(item):
                for place, row in enumerate(answer.rows):
                    yield Line(f"{path}.{place}", label, self._brief(item, row))
        elif item.repeats and item.type in LINES_OF_THEIR_OWN and answer.several:
            for place, one in enumerate(answer.several):
                yield Line(f"{path}.{place}", label, one)
        else:
            yield Line(path, label, self._text(item, answer), answer.state)

    def _brief(self, item: Item, row: Mapping[str, Answer]) -> str:
        """As "下腿 両側 3+", or with labels behind a name: "利尿薬、数 4 個、理由 飲み忘れ"."""
        asked = [(one, row[link_id]) for link_id, one in item.row.items() if link_id in row]
        if item.items[0].type == "choice":
            return " ".join(self._text(one, answer) for one, answer in asked)
        said = (
            self._text(one, answer)
            if one is item.items[0]
            else f"{self._say(one.text)} {self._text(one, answer)}"
            for one, answer in asked
        )
        return self._join(said)

    def _row_sections(self, item: Item, answer: Answer) -> Iterator[Section]:
        for place, row in enumerate(answer.rows):
            path = f"{item.link_id}.{place}."
            lines = list(self._lines(item.items, row, path))
            if design := design_r.notation({one: row[one].text for one in row}):
                lines.append(Line(f"{path}design", self._say(DESIGN), design))
            yield Section(f"{self._say(item.text)} {self._name(item, row, place)}", tuple(lines))

    def _name(self, item: Item, row: Mapping[str, Answer], place: int) -> str:
        """What tells a wound from the others: its number and its place on the body."""
        named = (key for key in ("number", "site") if key in row and row[key].text)
        return (
            " ".join(self._one(item.row[key], row[key].text) for key in named) or f"({place + 1})"
        )

    def _text(self, item: Item, answer: Answer) -> str:
        match answer.state:
            case AnswerState.NOT_MEASURED:
                return self._say(NOT_MEASURED)
            case AnswerState.NOT_DONE:
                reason = self._say(REASONS[answer.reason])
                return self._with_detail(self._say(NOT_DONE), reason)
        if isinstance(answer.value, bool):
            return self._say(YES if answer.value else NO)
        if answer.several:
            return self._join(self._one(item, one) for one in answer.several)
        return self._one(item, answer.text)

    def _one(self, item: Item, value: str) -> str:
        match item.type:
            case "choice" | "body-site":
                return self._say(item.option_texts[value].text)
            case "integer" | "decimal":
                unit = self._say(item.unit) if item.unit else ""
                return f"{value} {unit}".rstrip()
            case "date":
                return self._with_days_since(item, date.fromisoformat(value))
            case "datetime":
                at = datetime.fromisoformat(value).astimezone(JAPAN)
                return f"{self._day(at.date())} {at:%H:%M}"
        return value

    def _with_days_since(self, item: Item, day: date) -> str:
        """The last bowel movement also as the days between it and the visit."""
        visited = moment(self.sheet, "started_at") if item.link_id == "last_stool_on" else None
        if visited is None:
            return self._day(day)
        days = (visited.astimezone(JAPAN).date() - day).days
        if self.language == "ja":
            return self._with_detail(self._day(day), f"{days}日前" if days else "当日")
        return self._with_detail(self._day(day), f"{days} days ago" if days else "that day")

    def _derived(self, item: Item, path: str) -> Iterator[Line]:
        """What the times of a visit make of it, behind its end."""
        if path or item.link_id != "ended_at":
            return
        started, ended = moment(self.sheet, "started_at"), moment(self.sheet, "ended_at")
        if started is None or ended is None:
            return
        found = " ".join(self._say(MARKS[mark]) for mark in marks(started, ended))
        took = f"{minutes(started, ended)}{'分' if self.language == 'ja' else ' minutes'}"
        text = self._with_detail(took, found) if found else took
        yield Line("duration", self._say(DURATION), text)

    def _vitals(self, title: str) -> Iterator[Section]:
        with override(self.language):
            for place, one in enumerate(self.vitals):
                lines = [
                    Line(f"vitals.{place}.{row.code}", row.label, row.text, STATES[row.state])
                    for row in rows(one, VITAL_WORDS)
                ]
                if one.comment:
                    path = f"vitals.{place}.comment"
                    lines.append(Line(path, self._say(COMMENT), one.comment))
                yield Section(self._vitals_title(title, one), tuple(lines))

    def _vitals_title(self, title: str, one: VitalsSet) -> str:
        at = f"{one.at.astimezone(JAPAN):%H:%M}" if one.at else ""
        condition = str(VITAL_CONDITION_LABELS[one.condition])
        name = title or self._say(VITALS)
        return self._with_detail(name, f"{at} {condition}".strip())

    def _with_detail(self, text: str, detail: str) -> str:
        return f"{text}（{detail}）" if self.language == "ja" else f"{text} ({detail})"

    def _join(self, said: Iterable[str]) -> str:
        return ("、" if self.language == "ja" else ", ").join(said)

    def _day(self, day: date) -> str:
        return long_date(day) if self.language == "ja" else day.isoformat()

    def _say(self, text: Text) -> str:
        return text.say(self.language)


def _asks_vitals(items: Sequence[Item]) -> bool:
    return any(item.type == "vitals" or _asks_vitals(item.items) for item in items)


def _row_groups(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        if item.is_rows:
            yield item
        else:
            yield from _row_groups(item.items)


def _is_brief(item: Item) -> bool:
    return len(item.row) <= BRIEF
