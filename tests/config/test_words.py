"""The four catalogues are merged into one, so one text may have only one translation in them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

PACKAGES = ("config", "sharing", "patients", "messaging")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    for package in PACKAGES:
        (tmp_path / package / "locale" / "ja" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def says(site: Path, package: str, translation: str, context: str = "") -> None:
    """The package says "End", in its code and in its Japanese file."""
    call = f'pgettext("{context}", "End")' if context else 'gettext("End")'
    (site / package / "page.py").write_text(f"text = {call}\n", encoding="utf-8")
    lines = [f'msgctxt "{context}"'] if context else []
    lines += ['msgid "End"', f'msgstr "{translation}"']
    po = site / package / "locale" / "ja" / "LC_MESSAGES" / "django.po"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


def test_one_text_with_two_translations_is_refused_and_told(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    says(site, "sharing", "終了する")
    says(site, "patients", "終了")
    with pytest.raises(CommandError, match="1 texts"):
        call_command("words", check=True)
    assert (
        "'End', give each a context: 終了する (sharing); 終了 (patients)" in capsys.readouterr().out
    )


def test_one_text_may_be_translated_twice_alike_or_under_two_contexts(site: Path) -> None:
    says(site, "sharing", "終了する")
    says(site, "patients", "終了する")
    says(site, "messaging", "終了", context="item of the record")
    call_command("words", check=True)
