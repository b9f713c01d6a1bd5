"""Folding of names and words for search: what people type is not how it was written."""

import re
import unicodedata

import jaconv

SMALL_TO_LARGE = str.maketrans("ぁぃぅぇぉゕゖっゃゅょゎ", "あいうえおかけつやゆよわ")
OLD_TO_NEW = str.maketrans("ゐゑ", "いえ")
# Forms of a character that families keep in their register and colleagues do not type.
VARIANTS = str.maketrans(
    "髙﨑嵜碕𠮷邉邊齋齊斉澤廣濵濱栁櫻嶋嶌眞惠冨德曻桒槗舘龍瀨",
    "高崎崎崎吉辺辺斎斎斎沢広浜浜柳桜島島真恵富徳昇桑橋館竜瀬",
)
# Between the parts of a name, never part of it.
SEPARATORS = re.compile(r"[\s・･.,，．、。'’\-‐‑–—]+")


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal; "" stays ""."""
    plain = _normal(_normal(text).casefold().translate(VARIANTS))
    hiragana = jaconv.kata2hira(plain).translate(SMALL_TO_LARGE).translate(OLD_TO_NEW)
    # What stood apart may join now: a sign and the mark that follows it.
    return _normal(SEPARATORS.sub("", hiragana))


def is_kana(text: str) -> bool:
    """Whether a reading is written in hiragana or katakana of any width, with separators."""
    return re.fullmatch(r"[ぁ-ゖゝゞー\s・･]+", jaconv.kata2hira(_normal(text))) is not None


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
