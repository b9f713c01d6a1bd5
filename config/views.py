"""Pages that belong to the installation rather than to anybody's work."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from sharing.session import Needs, serves


@serves(Needs.NOTHING)
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers; the errors middleware says 503 when it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
