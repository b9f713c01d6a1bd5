"""Prints who may do what, as CSV, from the very table the door decides by."""

import csv
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from sharing.policy import Basis, Standing, decide
from sharing.vocabulary import Action, Role, RoomKind

BASIS = {
    RoomKind.PATIENT: Basis.CARE_TEAM,
    RoomKind.CIRCLE: Basis.CARE_TEAM,
    RoomKind.CONCERN: Basis.CARE_TEAM,
    RoomKind.ORGANIZATION: Basis.OWN_ORGANIZATION,
}


class Command(BaseCommand):
    help = "Print the permission matrix as CSV: each room and action against each role."

    def handle(self, **_options: Any) -> None:
        csv.writer(self.stdout, lineterminator="\n").writerows(matrix())


def matrix() -> Iterator[list[str]]:
    """The header, then one row for each action in each kind of room.

    `yes`: the role alone suffices; `administrator`: only together with that office; `no`: never.
    A patient's room counts as consented to: without a consent every cell of it would be `no`.
    """
    yield ["room", "action", *Role]
    for room in RoomKind:
        for action in Action:
            yield [room, action, *(_cell(room, action, role) for role in Role)]


def _cell(room: RoomKind, action: Action, role: Role) -> str:
    if _allowed(room, action, role, administrator=False):
        return "yes"
    return "administrator" if _allowed(room, action, role, administrator=True) else "no"


def _allowed(room: RoomKind, action: Action, role: Role, *, administrator: bool) -> bool:
    standing = Standing(
        room, BASIS[room], role, consented=room is RoomKind.PATIENT, administrator=administrator
    )
    return decide(action, standing).allowed
