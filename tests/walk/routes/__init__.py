"""Every route of the installation, for the walk.

A route that is not here fails the walk: whoever adds one says here who may use it.
"""

from collections.abc import Mapping

from tests.walk.route import Route
from tests.walk.routes import (
    account,
    files,
    medicines,
    notes,
    orders,
    outputs,
    record,
    search,
    timeline,
    visits,
)

ROUTES: Mapping[str, Route] = {
    **timeline.ROUTES,
    **notes.ROUTES,
    **visits.ROUTES,
    **orders.ROUTES,
    **search.ROUTES,
    **record.ROUTES,
    **medicines.ROUTES,
    **outputs.ROUTES,
    **files.ROUTES,
    **account.ROUTES,
}
