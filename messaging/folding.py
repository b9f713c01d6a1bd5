"""The words of an entry as search compares them, and the words of a search.

Folding goes sign by sign: the folded text of an entry is put together from the folded pieces of
its signs, so that a place in it can be led back to the place in what was written.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from messaging.content import Words
from patients import answer_text
from patients.kana import fold

# A sign with the marks that belong to it: voicing marks of either width, accents, parts of a
# syllable, selectors of a variant.
SIGN = re.compile(
    r".[\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]*",
    re.DOTALL,
)
INVISIBLE = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Doses tell 1.5 from 15; the points of prose and abbreviations are only in the way.
DECIMAL_POINT = re.compile(r"(?<=[0-9０-９])[.．](?=[0-9０-９])")
POINT = "\ue000"  # stands for such a point until it is folded; nothing is written with it
# Two forms of one character, both of which keyboards offer for words of care.
VARIANTS = str.maketrans(
    "頸搔剝塡頰軀噓欝靭囊彎瘦蠟痹蟬醬繫禱簞潑鷗嚙摑腟麵",
    "頚掻剥填頬躯嘘鬱靱嚢弯痩蝋痺蝉醤繋祷箪溌鴎噛掴膣麺",
)


def fold_words(text: str) -> str:
    """The form in which two spellings of one word are equal; "" stays ""."""
    return "".join(map(_piece, SIGN.findall(_marked(text))))


def pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """What each sign folds to, with the place of the sign; signs that fold to nothing left out."""
    for found in SIGN.finditer(_marked(text)):
        if piece := _piece(found.group()):
            yield piece, found.start(), found.end()


def _marked(text: str) -> str:
    return DECIMAL_POINT.sub(POINT, text)


@lru_cache(maxsize=16_384)
def _piece(sign: str) -> str:
    if sign == POINT:
        return "."
    if unicodedata.category(sign[0]) in ("Cc", "Cf"):
        return ""
    return fold(INVISIBLE.sub("", sign).translate(VARIANTS))


def parts(words: Words) -> tuple[str, ...]:
    """Everything a person wrote or chose, as it is read: each line of a form is one part."""
    said = [words.text, *(words.soap or {}).values(), *(one.comment for one in words.vitals)]
    if words.form is not None:
        for section in answer_text.sections(words.form, (), "ja"):
            said += [f"{line.label}：{line.text}" for line in section.lines]
    return tuple(part for part in said if part)


def folded_text(words: Words) -> str:
    """The parts, folded; they are kept apart by a line break."""
    return "\n".join(folded for part in parts(words) if (folded := fold_words(part)))


def terms(query: str) -> tuple[str, ...]:
    """The words of a search, all of which one entry must hold, the longest first."""
    found = {folded for word in query.split() if (folded := fold_words(word))}
    return tuple(sorted(found, key=lambda term: (-len(term), term)))
