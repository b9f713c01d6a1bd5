"""`./dev soak`: files on their way to a server that is killed again and again."""

import os
import random

import pytest

from tests.faults.killing import killed_at_any_moment
from tests.load.installation import Installation
from tests.soak.test_long import chance

__all__ = ["chance"]
pytestmark = pytest.mark.soak
KILLS = max(3, int(float(os.environ.get("SOAK_SECONDS", "60")) / 4))


def test_files_sent_while_the_server_is_killed_again_and_again_end_whole(
    installation: Installation, chance: random.Random
) -> None:
    files, statuses = killed_at_any_moment(installation, chance, KILLS)
    print(f"{KILLS} kills, {files} files; asked meanwhile: {dict(statuses)}", flush=True)
