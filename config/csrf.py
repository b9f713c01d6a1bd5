"""Cross-site requests are refused by token and, before that, by what the browser says of itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

SAFE = ("GET", "HEAD", "OPTIONS")


class Csrf(CsrfViewMiddleware):
    """Django's check, plus Fetch Metadata: nothing that changes something may come cross-site."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method not in SAFE and site == "cross-site":
            refused: HttpResponseForbidden = self._reject(request, "cross-site")  # type: ignore[attr-defined]  # not in stubs
            return refused
        return super().process_view(request, callback, callback_args, callback_kwargs)
