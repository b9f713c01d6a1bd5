"""What this database was born as, which nothing changes later."""

from sharing import clock
from sharing.models import Installation


class WrongBirth(Exception):
    """A demo database under a production server, or the other way round."""


def be_born(*, demo: bool) -> None:
    """Write the one row, once."""
    Installation.objects.get_or_create(pk=1, defaults={"demo": demo, "born_at": clock.now()})


def assert_born_as(*, demo: bool) -> None:
    """A production server starts a database's life if it is new, and refuses a demo one."""
    be_born(demo=demo)
    if Installation.objects.get().demo is not demo:
        raise WrongBirth("this database was not born as what the server is started as")
