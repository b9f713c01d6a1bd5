"""Words that a form carries itself, in Japanese and English, with readings where kanji are hard."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

KANJI_WITH_READING = re.compile(r"([々〆一-鿿豈-﫿]+)《([^》]+)》")


@dataclass(frozen=True)
class Text:
    ja: str
    en: str
    ruby: str = ""  # as ja, each run of kanji followed by its reading: 体温《たいおん》

    @classmethod
    def of(cls, raw: Mapping[str, str]) -> "Text":
        return cls(raw["ja"], raw["en"], raw.get("ruby", ""))

    def say(self, language: str = "ja") -> str:
        return self.en if language == "en" else self.ja

    def ruby_pairs(self) -> tuple[tuple[str, str], ...]:
        """(base, reading) in order; the reading is "" where the text reads itself."""
        return tuple(_pairs(self.ruby or self.ja))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for found in KANJI_WITH_READING.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found[1], found[2]
        end = found.end()
    if end < len(text):
        yield text[end:], ""
