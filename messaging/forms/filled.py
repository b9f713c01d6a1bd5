"""No blank of a ready phrase is left in what is sent; braces that people write are theirs."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from messaging.blanks import unfilled
from messaging.content import Words
from messaging.phrases import shipped_blanks
from patients.sheet import Answer
from sharing.invalid import Invalid


def refuse_blanks(words: Words, asks: Iterable[str] = ()) -> None:
    """Raises `Invalid` with the code "blanks" that names them at their fields."""
    fields = {
        path: _("Please fill in what stands in braces: %(blanks)s") % {"blanks": " ".join(left)}
        for path, text in [*_texts(words), *_of_asks(asks)]
        if (left := unfilled(text, shipped_blanks()))
    }
    if fields:
        raise Invalid(fields, "blanks")


def _texts(words: Words) -> Iterator[tuple[str, str]]:
    yield "text", words.text
    for part, text in (words.soap or {}).items():
        yield f"soap.{part}", text
    if words.form:
        yield from _of_answers("form.answers", words.form.answers)


def _of_answers(path: str, answers: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
    for link_id, answer in answers.items():
        yield f"{path}.{link_id}", "\n".join((answer.text, *answer.several))
        for number, row in enumerate(answer.rows):
            yield from _of_answers(f"{path}.{link_id}.{number}", row)


def _of_asks(asks: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(asks):
        yield f"asks.{number}.text", text
