"""What stands in the rooms of the walk, by name, besides entries and people."""

from collections.abc import Mapping
from uuid import UUID

from tests.walk.things import files, medicines, notes, orders, outputs, search, visits
from tests.world import World

MAKERS = (visits, orders, notes, search, medicines, outputs, files)


def things(world: World) -> Mapping[str, UUID]:
    return {name: thing for maker in MAKERS for name, thing in maker.things(world).items()}
