"""What a database was born as, and whether anything lives in it yet."""

from dataclasses import dataclass

from sharing.models import Compartment, Installation


@dataclass(frozen=True)
class Birth:
    """`demo` is None as long as nothing has been decided."""

    demo: bool | None
    empty: bool


def birth() -> Birth:
    row = Installation.objects.first()
    return Birth(row.demo if row else None, empty=not Compartment.objects.exists())
