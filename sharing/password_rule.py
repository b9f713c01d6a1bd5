"""Which passwords are too easy to guess: a length and a block-list, no rule of composition."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sharing.passwords import LONGEST, normalised

SHORTEST = 13
OWN_NAMES = ("tsunagi", "つなぎ", "password", "パスワード", "ぱすわーど")
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop@[",
    "asdfghjkl;:]",
    "zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujm",
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん",
    "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
    "たていすかんなにらせ",  # the keys q w e r t y of a kana keyboard
    "ちとしはきくまのりれけ",
)
LEAST_LEFT = 11
RUN = 4


def weakness(password: str, known: Iterable[str] = ()) -> str | None:
    """What is wrong with it, as a sentence, or None. `known` are names others know, too."""
    plain = normalised(password)
    if len(plain) < SHORTEST:
        return _("Please use %(count)d characters or more.") % {"count": SHORTEST}
    if len(plain) > LONGEST:
        return _("Please use at most %(count)d characters.") % {"count": LONGEST}
    if any(unicodedata.category(character) == "Cc" for character in plain):
        return _("Please leave out characters that cannot be seen.")
    rest = _less(_folded(plain), [*OWN_NAMES, *known])
    if len(rest) < LEAST_LEFT or _is_common(plain):
        return _("This is easy to guess. Several words that do not belong together are better.")
    return None


def _less(folded: str, known: Iterable[str]) -> str:
    """What is left without names, runs of neighbouring keys, and repetitions."""
    parts = {part for name in known for part in re.split(r"\W+", _folded(name)) if len(part) > 2}
    for part in sorted(parts, key=len, reverse=True):
        folded = folded.replace(part, "")
    folded = _without_runs(folded)
    folded = re.sub(r"(.)\1{2,}", r"\1", folded)
    return re.sub(r"(.{2,}?)\1+", r"\1", folded)


def _without_runs(text: str) -> str:
    """Each stretch of four or more neighbours on a keyboard or in an alphabet counts as one."""
    kept, position = "", 0
    while position < len(text):
        length = max(_run(text[position:], row) for row in _BOTH_WAYS)
        kept += text[position]
        position += length if length >= RUN else 1
    return kept


def _run(text: str, row: str) -> int:
    start = row.find(text[0])
    if start < 0:
        return 0
    together = zip(text, row[start:], strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], together))


def _is_common(password: str) -> bool:
    """Also with digits or signs put behind: half of all leaked lists look like that."""
    for candidate in (password, password.rstrip("0123456789!?.-_ ")):
        try:
            _COMMON.validate(candidate)
        except ValidationError:
            return True
    return False


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_LOOKALIKES)


_LOOKALIKES = str.maketrans({"$": "s", "@": "a", "0": "o"})
_FOLDED_ROWS = tuple(row.translate(_LOOKALIKES) for row in ROWS)
_BOTH_WAYS = (*_FOLDED_ROWS, *(row[::-1] for row in _FOLDED_ROWS))
_COMMON = CommonPasswordValidator()
