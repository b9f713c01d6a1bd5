"""{Blanks} of ready phrases: none may be left in what is sent. Other braces are people's own."""

import re
from collections.abc import Iterable

BLANK = re.compile(r"\{([^{}\n]{1,20})\}")


def blanks(text: str) -> tuple[str, ...]:
    """The names of a phrase's blanks in order, each once: ("割", "mL")."""
    return tuple(dict.fromkeys(BLANK.findall(text)))


def known(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(blank for phrase in phrases for blank in blanks(phrase))


def unfilled(text: str, names: frozenset[str]) -> tuple[str, ...]:
    """Which of these blanks still stand in a text, as they stand there: ("{割}",)."""
    return tuple(f"{{{name}}}" for name in blanks(text) if name in names)
