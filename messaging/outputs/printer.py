"""The printer: a process of its own that reads HTML from its input and writes a PDF.

It fetches nothing, keeps nothing on disk, and ends when it takes too much time or memory.
"""

import html
import logging
import sys
import warnings

from messaging.outputs.refusal import Refusal
from messaging.restraint import restrain

# Said while it is imported; without a single font Pango would not fail later, but crash.
warnings.filterwarnings("error", message=".*FontConfig.*", category=UserWarning)
try:
    import weasyprint
    from weasyprint.urls import URLFetcher
except UserWarning:
    sys.exit(Refusal.NO_TYPE)
except (ImportError, OSError):  # OSError: Pango cannot be loaded
    sys.exit(Refusal.NO_LIBRARY)

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 20
# What every Japanese record holds, and the letters of names that small fonts lack.
NEEDED = "あアー亜訪問看護記録Ⅱ①℃髙﨑𠮷（）、。"
UNPRINTABLE = "<!--unprintable-->"
GETA = "〓"  # what printers have always set for a sign they do not have


class Fetcher(URLFetcher):
    """Refuses every address: a page brings all it needs."""

    def fetch(self, url: str, headers: object = None) -> object:
        raise ValueError("nothing is fetched")


class Missing(logging.Handler):
    """Gathers the signs no font has, as weasyprint reports them."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            self.signs.add(str(record.args[0]))


def main() -> int:
    restrain(MOST_MEMORY, MOST_SECONDS)
    given = sys.stdin.buffer.read().decode()
    missing = Missing()
    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [missing]
    logger.propagate = False
    if not _holds_japanese(missing):
        return Refusal.NO_TYPE
    if given:
        sys.stdout.buffer.write(_printed(given, missing))
    return 0


def _holds_japanese(missing: Missing) -> bool:
    _pdf(f"<body style='font-family: Noto Sans CJK JP, Noto Sans JP, sans-serif'>{NEEDED}</body>")
    return not missing.signs


def _printed(given: str, missing: Missing) -> bytes:
    """Signs that no font has are set as 〓, and named at the end."""
    made = _pdf(given)
    if not missing.signs:
        return made
    named = "、".join(f"U+{ord(sign):04X}" for sign in sorted(missing.signs))
    note = f"<p class='unprintable'>{GETA}は印刷できない文字です（{html.escape(named)}）。</p>"
    shown = given.translate(dict.fromkeys(map(ord, missing.signs), GETA))
    return _pdf(shown.replace(UNPRINTABLE, note))


def _pdf(given: str) -> bytes:
    made: bytes = weasyprint.HTML(string=given, url_fetcher=Fetcher()).write_pdf()
    return made


if __name__ == "__main__":
    sys.exit(main())
