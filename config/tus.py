"""Whoever speaks tus hears it in every answer, whoever of us gave it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from messaging.views.upload import VERSION

TUS = "Tus-Resumable"


class SpeaksTus:
    """Middleware around all that may answer instead of a view: signed out, refused, no method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if TUS in request.headers:
            response.headers[TUS] = VERSION
        return response
