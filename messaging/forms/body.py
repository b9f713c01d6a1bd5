"""Reading a JSON body field by field, collecting what is wrong with each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import orjson
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from sharing import clock
from sharing.invalid import Invalid

E = TypeVar("E", bound=StrEnum)
MOST_AHEAD = timedelta(days=1)
MOST_BEHIND = timedelta(days=365)


class Fields:
    """The fields of a JSON object. Ask for each; what is wrong with one stands under its path."""

    def __init__(self, fields: Mapping[str, Any], problems: dict[str, str], prefix: str) -> None:
        self.fields = fields
        self.problems = problems
        self.prefix = prefix

    def path(self, name: str) -> str:
        return f"{self.prefix}{name}"

    def problem(self, name: str, sentence: str) -> None:
        self.problems[self.path(name)] = sentence

    def uuid(self, name: str) -> UUID:
        found = self.optional_uuid(name)
        if found is None and self.path(name) not in self.problems:
            self.problem(name, _("This is missing."))
        return found or UUID(int=0)

    def optional_uuid(self, name: str) -> UUID | None:
        value = self.fields.get(name)
        if value is None:
            return None
        try:
            return UUID(value)
        except (ValueError, TypeError, AttributeError):
            self.problem(name, _("This is not a valid number."))
            return None

    def choice(self, name: str, vocabulary: type[E], default: E | None = None) -> E:
        value = self.fields.get(name, default)
        try:
            return vocabulary(value)
        except ValueError:
            self.problem(name, _("Please choose one of the list."))
            return next(iter(vocabulary))

    def text(self, name: str, longest: int) -> str:
        """Kept to the letter: nothing is trimmed, since a person wrote it so."""
        return self.words(name, self.fields.get(name), longest)

    def words(self, path: str, value: object, longest: int) -> str:
        if value is None:
            return ""
        if not isinstance(value, str) or "\0" in value:
            self.problem(path, _("This is not text."))
            return ""
        if len(value) > longest:
            sentence = _("Please shorten this: %(length)d characters, at most %(longest)d.")
            self.problem(path, sentence % {"length": len(value), "longest": longest})
            return ""
        return value

    def whole_number(self, name: str) -> int | None:
        value = self.fields.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
            self.problem(name, _("This is not a whole number."))
            return None
        return value

    def listed(self, name: str, most: int) -> list[Any]:
        value = self.fields.get(name) or []
        if not isinstance(value, list) or len(value) > most:
            self.problem(name, _("There are too many of these, or they are no list."))
            return []
        return value

    def moment(self, path: str, value: object) -> datetime | None:
        """A time with its zone, or None; naive times would be guessed wrong somewhere."""
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value)  # type: ignore[arg-type]
            if timezone.is_aware(found) and 1900 <= found.year <= 2200:
                return found
        except (ValueError, TypeError):
            pass
        self.problem(path, _("This is not a time."))
        return None


class Part(Fields):
    """An object within the body: what is wrong with it stands among the body's problems."""

    def __init__(self, body: Fields, path: str, given: object) -> None:
        super().__init__({}, body.problems, body.path(f"{path}."))
        if isinstance(given, dict):
            self.fields = given
        else:
            body.problem(path, _("The request could not be read."))


class Body(Fields):
    """A JSON object from a device. Ask for each field, then `done()` raises what was wrong."""

    def __init__(self, request: HttpRequest) -> None:
        try:
            found = orjson.loads(request.body)
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            raise Invalid({"": _("The request could not be read.")}, "unreadable")
        super().__init__(found, {}, "")

    def done(self, code: str = "invalid") -> None:
        if self.problems:
            raise Invalid(self.problems, code)

    def captured_at(self) -> datetime:
        """When the device says it happened. A clock far off is sent back, never guessed."""
        now = clock.now()
        if self.fields.get("captured_at") is None:
            return now
        found = self.moment("captured_at", self.fields["captured_at"])
        if found is None:
            return now
        if not now - MOST_BEHIND < found < now + MOST_AHEAD:
            message = _(
                "The clock of this device shows %(device)s, but it is %(now)s. "
                "Please set it and send again; what you wrote is kept here."
            )
            shown = {
                "device": f"{found:%Y-%m-%d}",
                "now": f"{timezone.localtime(now):%Y-%m-%d %H:%M}",
            }
            raise Invalid({"captured_at": message % shown}, "clock")
        return found
