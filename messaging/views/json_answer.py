"""Answers to devices: JSON, never kept by any cache."""

import orjson
from django.http import HttpResponse


def json_answer(body: object, status: int = 200) -> HttpResponse:
    return HttpResponse(
        orjson.dumps(body),
        content_type="application/json",
        status=status,
        headers={"Cache-Control": "no-store"},
    )
