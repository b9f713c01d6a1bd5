"""A room's identity is handed out for rescue: the stock `age` opens the room's files with it."""

import shutil
import subprocess
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from audit.queries import events
from sharing import clock, keys, vault
from sharing.age import Identity
from sharing.trace_keys import TraceSealer
from tests.world import World

PICTURE = b"\x89PNG a wound " * 20_000
needs_age = pytest.mark.skipif(not shutil.which("age"), reason="age is not installed")


def exported(world: World, *options: str) -> str:
    out = StringIO()
    call_command("identity", "--room", str(world.room("P1")), *options, stdout=out)
    return out.getvalue()


def age(*arguments: object) -> bytes:
    command = ["age", "--decrypt", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def stored(world: World, name: str) -> Path:
    vault.put(keys.of_room(world.room("P1")), name, [PICTURE])
    return Path(django_settings.ATTACHMENTS / name)


@needs_age
def test_the_stock_tool_opens_the_rooms_files_of_every_generation(
    world: World, tmp_path: Path
) -> None:
    first = stored(world, "files/00/one/original.age")
    keys.create_secret(world.room("P1"))
    second = stored(world, "files/00/two/original.age")
    identity = tmp_path / "identity.txt"
    identity.write_text(exported(world))
    assert identity.read_text().count("AGE-SECRET-KEY-1") == 2
    assert age("--identity", identity, first) == PICTURE
    assert age("--identity", identity, second) == PICTURE


@needs_age
def test_for_a_recipient_it_is_sealed_and_opened_by_him_alone(world: World, tmp_path: Path) -> None:
    rescuer = Identity.generate()
    (tmp_path / "rescuer.txt").write_text(str(rescuer))
    said = exported(world, "--for", str(rescuer.recipient))
    assert said.startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert "AGE-SECRET-KEY" not in said
    (tmp_path / "sealed.age").write_text(said)
    opened = age("--identity", tmp_path / "rescuer.txt", tmp_path / "sealed.age").decode()
    assert opened == exported(world)


def test_the_rooms_log_says_that_it_was_handed_out_and_to_whom(world: World) -> None:
    rescuer = str(Identity.generate().recipient)
    for options in ((), ("--for", rescuer)):
        said = exported(world, *options)
        last = events(TraceSealer.of(clock.now()))[-1]
        assert (last.agent, last.action) == ("Server/operator", "identity:export")
        assert last.compartments == (str(world.room("P1")),)
        assert last.entity == (rescuer if options else "in clear")
        assert not any(line in last.entity for line in said.splitlines() if "SECRET" in line)


def test_nothing_is_handed_out_that_the_log_does_not_hold(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = StringIO()
    monkeypatch.setattr("audit.log._LEAF", "INSERT INTO nowhere")
    with pytest.raises(DatabaseError):
        call_command("identity", "--room", str(world.room("P1")), stdout=out)
    assert out.getvalue() == ""


def test_a_room_that_is_not_there_and_a_wrong_recipient_are_refused(world: World) -> None:
    with pytest.raises(CommandError, match="no such room"):
        call_command("identity", "--room", str(uuid4()))
    with pytest.raises(CommandError):
        exported(world, "--for", "age1nobody")
