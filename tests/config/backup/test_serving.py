"""No server starts on an installation that was restored by half."""

import asyncio

import pytest

from config import background
from config.backup import installed
from config.backup.installed import HalfRestored

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_server_refuses_to_start_until_the_restore_has_ended() -> None:
    installed.database().mark()
    loop = asyncio.new_event_loop()
    try:
        with pytest.raises(HalfRestored, match="has not ended"):
            background.start(loop)
    finally:
        loop.close()
        installed.database().unmark()
    installed.assert_whole()
