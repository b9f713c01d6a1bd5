"""What a page may do in a browser: load, run, and use of the device."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

POLICY = "Content-Security-Policy"
# The camera is ours alone; nothing here hears, or asks where somebody is.
DEVICE = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"


class PagePolicy(CSPMiddleware):
    """Puts no policy together for answers that already have one, as every JSON answer does."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers.setdefault("Permissions-Policy", DEVICE)
        if POLICY in response:
            return response
        answered: HttpResponseBase = super().process_response(request, response)
        return answered
