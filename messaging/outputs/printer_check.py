"""Django's deployment check of the printer: whether this machine can make a PDF in Japanese."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Warning

from messaging.outputs import pdf
from messaging.outputs.refusal import Refusal

# What Debian calls what is needed.
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
SENTENCES = {
    Refusal.NO_LIBRARY: "Records cannot be printed as PDF: Pango is not installed.",
    Refusal.NO_TYPE: "Records cannot be printed as PDF: there is no Japanese font.",
}


def check_printing(**_: object) -> Sequence[CheckMessage]:
    """Prints a trial page; takes a second, so it belongs to `check --deploy` only."""
    reason = pdf.refusal()
    if reason is None:
        return []
    sentence = SENTENCES.get(reason, "Records cannot be printed as PDF.")
    return [Warning(sentence, hint=f"apt-get install {PACKAGES}", id="messaging.W001")]
