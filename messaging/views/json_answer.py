"""Answers to devices: JSON, never kept by any cache, and nothing a browser would run."""

import orjson
from django.http import HttpResponse

HEADERS = {
    "Cache-Control": "no-store",
    # Said here once, instead of being put together anew for each of many small answers.
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


def json_answer(body: object, status: int = 200) -> HttpResponse:
    return HttpResponse(
        orjson.dumps(body), content_type="application/json", status=status, headers=HEADERS
    )
