"""Takes away files that no row names: what was left when a deed was broken off."""

from collections.abc import Sequence

from sharing import access
from sharing.storage import Listed, storage


def remove(orphans: Sequence[Listed], by: str = "Server/operator") -> None:
    """Gone from the storage; the trace says how many, and was there before."""
    if not orphans:
        return
    with access.witnessed(by, "files:remove", entity=f"{len(orphans)} orphans"):
        pass
    for orphan in orphans:
        storage().remove(orphan.name)
