"""Unusual values are asked back once; a person who confirms them is right."""

from datetime import datetime

from messaging.content import Words
from messaging.labels import problem_sentence
from patients import answers
from patients.queries.baseline import baseline_in
from patients.vital_fields import Problem
from patients.vital_ranges import USUAL, Baseline, unusual
from sharing.deed import Deed
from sharing.invalid import Invalid


def usual_for(deed: Deed, words: Words, at: datetime) -> Baseline:
    """What is usual for the patient; asked for only where something was measured."""
    return baseline_in(deed, at) if words.vitals else USUAL


def ask_back(words: Words, baseline: Baseline) -> None:
    """Raises `Invalid` with the code "unusual" for what lies outside this patient's usual range."""
    fields = {f"form.{path}": problem_sentence(problem) for path, problem in _of_form(words)}
    fields |= {
        f"vitals.{number}.{path}": problem_sentence(problem)
        for number, one in enumerate(words.vitals)
        for path, problem in unusual(one, baseline)
    }
    if fields:
        raise Invalid(fields, "unusual")


def _of_form(words: Words) -> tuple[tuple[str, Problem], ...]:
    return answers.unusual(words.form) if words.form else ()
