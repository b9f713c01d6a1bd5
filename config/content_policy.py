"""The Content-Security-Policy of pages; what carries a policy of its own keeps it."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

POLICY = "Content-Security-Policy"


class PagePolicy(CSPMiddleware):
    """Puts no policy together for answers that already have one, as every JSON answer does."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if POLICY in response:
            return response
        answered: HttpResponseBase = super().process_response(request, response)
        return answered
