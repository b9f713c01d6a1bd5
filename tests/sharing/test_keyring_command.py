"""Rotating the installation's keys, also when it is broken off in the middle."""

import stat
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from sharing import keys
from sharing.keyring import Keyring
from sharing.models import RoomSecret
from sharing.queries.keyring import secrets_by_key
from tests.sharing.staffing import station
from tests.world import World


@pytest.fixture
def file(tmp_path: Path, settings: object) -> Path:
    path = tmp_path / "keyring"
    call_command("keyring", "create", str(path))
    settings.KEYRING = Keyring.parse(path.read_text())  # type: ignore[attr-defined]
    return path


def test_a_new_keyring_is_for_its_owner_only_and_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "keyring"
    call_command("keyring", "create", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_text()
    with pytest.raises(CommandError):
        call_command("keyring", "create", str(path))
    assert path.read_text() == before


def test_after_a_rotation_everything_opens_and_the_old_key_can_go(
    db: None, file: Path, settings: object
) -> None:
    room = station()
    old = Keyring.parse(file.read_text()).current
    call_command("keyring", "rotate", str(file))
    rotated = Keyring.parse(file.read_text())
    assert rotated.current != old
    assert set(secrets_by_key()) == {rotated.current}
    call_command("keyring", "prune", str(file))
    assert [name for name, _ in Keyring.parse(file.read_text()).keys] == [rotated.current]
    settings.KEYRING = Keyring.parse(file.read_text())  # type: ignore[attr-defined]
    keys.forget_all()
    assert set(keys.of_rooms([room])) == {room}


def test_a_rotation_broken_off_leaves_a_keyring_that_opens_everything(
    db: None, file: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = [station(), station()]
    rewrap = keys._rewrap
    done: list[int] = []

    def power_cut(*given: object) -> bool:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return rewrap(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(keys, "_rewrap", power_cut)
    with pytest.raises(KeyboardInterrupt):
        call_command("keyring", "rotate", str(file))
    assert len(secrets_by_key()) == 2
    settings.KEYRING = Keyring.parse(file.read_text())  # type: ignore[attr-defined]
    keys.forget_all()
    assert set(keys.of_rooms(rooms)) == set(rooms)


def test_a_key_that_still_wraps_something_is_not_pruned(
    db: None, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station()
    call_command("keyring", "rotate", str(file))
    before = file.read_text()
    old = Keyring(Keyring.parse(before).keys[1:])
    row = RoomSecret.objects.get()
    place = keys._secret_place(row.compartment_id, row.generation)
    secret = Keyring.parse(before).unwrap(bytes(row.wrapped), place)
    with transaction.atomic():
        RoomSecret.objects.update(wrapped=old.wrap(secret, place))
    monkeypatch.setattr(keys, "rewrap", lambda keyring: 0)  # as if a server wrapped it just now
    with pytest.raises(CommandError):
        call_command("keyring", "prune", str(file))
    assert file.read_text() == before


def test_the_status_names_a_key_that_is_missing(
    db: None, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station()
    call_command("keyring", "status", str(file))
    assert "(current)" in capsys.readouterr().out
    file.write_text(Keyring.generate().text())
    with pytest.raises(CommandError):
        call_command("keyring", "status", str(file))


def test_a_running_server_goes_on_while_the_keyring_is_rotated(world: World) -> None:
    new: Keyring = django_settings.KEYRING.rotated()
    keys.rewrap(new)
    keys.forget_all()
    with override_settings(READ_KEYRING=lambda: new):
        assert keys.of_room(world.room("P1")).digest(b"x")
        assert keys.installation_secret("look-up")
