"""The keyring is rotated and pruned while a backup is made: the keyring that is left opens it."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from sharing import keys
from sharing.keyring import Keyring
from tests.config.backup.meanwhile import around_each_moment, once
from tests.config.backup.place import Place, empty_installation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ring(tmp_path: Path, settings: Settings) -> Path:
    """The keyring's file, as a server reads it."""
    path = tmp_path / "ring" / "keyring"
    path.parent.mkdir()
    path.write_text(settings.KEYRING.text())
    settings.READ_KEYRING = lambda: Keyring.parse(path.read_text())
    return path


def rotate_and_prune(ring: Path) -> None:
    call_command("keyring", "rotate", str(ring))
    call_command("keyring", "prune", str(ring))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_backup_needs_no_key_that_was_pruned_while_it_was_made(
    place: Place, ring: Path, moment: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    old = django_settings.KEYRING.current
    around_each_moment(monkeypatch, **{moment: once(lambda: rotate_and_prune(ring))})
    said = place.backup()
    left = Keyring.parse(ring.read_text())
    assert not left.holds(old)
    assert said.splitlines()[-2].endswith(f"with key {left.current}.")
    settings.KEYRING = left
    keys.forget_all()
    assert "drill passed" in place.drill()
    with empty_installation(ring.parent / "other"):
        assert "the server may start" in place.restore()


def test_a_keyring_that_cannot_be_read_any_more_is_told_in_one_line(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYRING_FILE", "/nowhere/keyring")
    with pytest.raises(CommandError, match="backup FAILED: KEYRING_FILE cannot be read"):
        place.backup()
    assert place.generations() == []
