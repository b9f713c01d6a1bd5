"""Filled-in forms, read strictly: what cannot be is refused with every reason at once."""

from collections.abc import Iterator, Mapping

from patients import answer_rules
from patients.answer_fields import read_answers
from patients.questionnaire import Item, Questionnaire, UnknownQuestionnaire, names, of
from patients.sheet import Answer, AnswerState, Sheet
from patients.vital_fields import Problem, Problems

__all__ = ["Answer", "AnswerState", "AnswersError", "Sheet", "parse", "unusual"]
KEYS = frozenset({"questionnaire", "version", "answers"})


class AnswersError(ValueError):
    """Answers that cannot be taken; `fields` has each problem under its path: "answers.overall"."""

    def __init__(self, fields: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = {str(path): problem for path, problem in fields.items()}


def parse(given: object, *, complete: bool = True) -> Sheet:
    """The sheet in `{"questionnaire", "version", "answers"}`, or an AnswersError.

    Not `complete`: a draft, in which required answers and the rules between answers may wait. What
    belongs to a question that is not asked any more is kept. Unknown versions and questions, as
    after an update, are "template-changed".
    """
    if not isinstance(given, Mapping):
        raise AnswersError({"answers": Problem("type")})
    problems: Problems = {}
    if not given.keys() <= KEYS:
        problems["answers"] = Problem("unknown")
    form = _form(given.get("questionnaire"), given.get("version"))
    answers = read_answers(form.by_id, given.get("answers"), "answers", problems)
    sheet = Sheet(form.name, form.version, answers)
    if complete:
        problems = {**dict(_missing(form.by_id, answers, "answers")), **problems}
    if complete and not problems:
        problems = dict(answer_rules.contradictions(sheet))
    if problems:
        raise AnswersError(problems)
    return sheet


def unusual(sheet: Sheet) -> tuple[tuple[str, Problem], ...]:
    """What to ask back once before it is taken: (path, problem), in the order of the form."""
    return tuple(answer_rules.doubts(sheet))


def _form(name: object, version: object) -> Questionnaire:
    if not isinstance(name, str) or name not in names():
        raise AnswersError({"questionnaire": Problem("choice")})
    if not isinstance(version, int) or isinstance(version, bool):
        raise AnswersError({"version": Problem("type")})
    try:
        return of(name, version)
    except UnknownQuestionnaire:
        raise AnswersError({"version": Problem("template-changed")}) from None


def _missing(
    items: Mapping[str, Item], answers: Mapping[str, Answer], path: str
) -> Iterator[tuple[str, Problem]]:
    for link_id, item in items.items():
        if item.required and link_id not in answers:
            yield f"{path}.{link_id}", Problem("required")
        elif item.is_rows and link_id in answers:
            for place, row in enumerate(answers[link_id].rows):
                yield from _missing(item.row, row, f"{path}.{link_id}.{place}")
