"""One entry as it is printed, copied and exported: whose, when, by whom, and every line of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from messaging.content import Signature
from messaging.vocabulary import EntryKind
from patients.answer_text import Section
from patients.calendar import long_date
from patients.sheet import Sheet
from patients.visit_time import JAPAN
from sharing.labels import ROLE_LABELS


@dataclass(frozen=True)
class Whose:
    """The patient as a paper form names them; `numbers` are (label, value)."""

    name: str
    kana: str
    birth_text: str
    sex_label: str
    care_level: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Record:
    """`sections` are the one reading of the entry; the PDF, the copied text and the CSV all say
    these lines and no others."""

    entry: UUID
    kind: EntryKind
    title: str
    whose: Whose
    author: Signature
    proxy_for: Signature | None
    starts_at: datetime
    ends_at: datetime | None
    received_at: datetime
    amended: int
    sheet: Sheet | None
    sections: tuple[Section, ...]

    @property
    def day(self) -> str:
        return long_date(self.starts_at.astimezone(JAPAN).date())

    @property
    def date(self) -> str:
        """As 20261121, for a file's name: it holds nobody's name."""
        return f"{self.starts_at.astimezone(JAPAN):%Y%m%d}"

    @property
    def hours(self) -> str:
        """As 10:05～10:55, or the one time that is known."""
        first = f"{self.starts_at.astimezone(JAPAN):%H:%M}"
        if self.ends_at is None:
            return first
        return f"{first}～{self.ends_at.astimezone(JAPAN):%H:%M}"

    @property
    def by(self) -> str:
        return signed(self.author)


def signed(signature: Signature) -> str:
    """As 佐藤 美咲（看護師）霧沢なごみ訪問看護ステーション."""
    return f"{signature.name}（{ROLE_LABELS[signature.role]}）{signature.organization}"
