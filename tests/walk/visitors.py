"""Browsers with a valid CSRF token, signed in as far as a test wants."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.test.client import ClientHandler

from sharing import access
from sharing.actions import session
from sharing.devices import Device
from sharing.models import Account, Session
from sharing.sessions import SessionStore, hashed

TOKEN = "a" * 32
# What a client of uploads says; every other address passes over it.
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0", "HTTP_UPLOAD_LENGTH": "3", "HTTP_UPLOAD_OFFSET": "0"}
PIECE = "application/offset+octet-stream"
# One for all browsers, as a server is: it takes long to set up, and knows nothing of a browser.
SERVER = ClientHandler(enforce_csrf_checks=True)
DESK = Device("Linux · Firefox", 12 * 60 * 60, "127.0.0.1")


def browser(cookie: str = "") -> Client:
    """Checks CSRF as a browser meets it, and holds the token that passes."""
    client = Client(enforce_csrf_checks=True, headers={"x-csrftoken": TOKEN})
    client.handler = SERVER
    client.cookies["csrf"] = TOKEN
    if cookie:
        client.cookies["session"] = cookie
    client.raise_request_exception = False
    return client


def signed_in(account: UUID, role: UUID, *, method: str = "demo") -> str:
    """A session's cookie; `method` "password" leaves the second factor to be shown."""
    store = SessionStore()
    store.create()
    with access.witnessed(f"Account/{account}", "session:start"):
        session.begin(store, Account.objects.get(pk=account), DESK, method)
    if method != "password":
        Session.objects.filter(pk=hashed(store.session_key or "")).update(acting_as=role)
    return store.session_key or ""


def ask(
    client: Client, method: str, path: str, body: object = None, *, json: bool = False, **more: Any
) -> HttpResponseBase:
    """One request; a JSON body as bytes, a form as a dict."""
    more = {**TUS, **({"CONTENT_TYPE": PIECE} if method == "PATCH" else {}), **more}
    if json or isinstance(body, bytes | str):
        more["content_type"] = "application/json"
    if method in ("GET", "HEAD"):
        more.pop("content_type", None)
        return _whole(getattr(client, method.lower())(path, **more))
    if isinstance(body, dict) and method != "POST" and not json:
        more["content_type"] = "application/x-www-form-urlencoded"
        body = b""
    return _whole(getattr(client, method.lower())(path, body or {}, **more))


def _whole(answer: HttpResponseBase) -> HttpResponseBase:
    """What is sent in pieces, read to its end, so that all of it can be looked at."""
    if not isinstance(answer, StreamingHttpResponse):
        return answer
    return HttpResponse(answer.getvalue(), status=answer.status_code, headers=answer.headers)
