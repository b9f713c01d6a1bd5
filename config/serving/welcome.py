"""What a tablet finds before it trusts this server: the authority's certificate, and how to."""

from http import HTTPStatus

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGISendCallable,
    Scope,
)

from config.serving.exchange import Answer, Headers, send_answer

CERTIFICATE_PATH = "/tsunagi-ca.crt"
PAGE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>つなぎ - この端末の準備</title></head>
<body><main><h1>つなぎを使う準備</h1>
<p>この端末で初めて使うときだけ、次の手順が必要です。施設の管理者といっしょに行ってください。</p>
<ol><li><a href="{certificate}">証明書をダウンロードします</a>。</li>
<li>iPad・iPhone: 「設定」の「プロファイルがダウンロード済み」からインストールし、
「一般」→「情報」→「証明書信頼設定」で「Tsunagi local authority」をオンにします。</li>
<li>Android: 「設定」→「セキュリティ」→「証明書のインストール」→「CA 証明書」で、
ダウンロードしたファイルを選びます。</li>
<li>Windows: ファイルを開き、「信頼されたルート証明機関」にインストールします。</li>
<li>表示された指紋が、サーバーの画面の指紋と同じことを確かめます。<br><code>{fingerprint}</code></li>
<li><a href="{site}">つなぎを開きます</a>。</li></ol>
<p lang="en">First use of this device: install the <a href="{certificate}">certificate</a>,
compare its fingerprint with the one on the server's screen, then
<a href="{site}">open Tsunagi</a>.</p></main></body></html>
"""


def welcome(certificate: bytes, fingerprint: str, secure_port: int) -> ASGI3Application:
    """Offers the certificate in the clear; everything else leads to the encrypted site."""

    async def application(
        scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        if scope["type"] != "http":
            await receive()
            await send({"type": "websocket.close", "code": 1000, "reason": ""})
            return
        host = (scope["server"] or ("localhost", None))[0]
        site = f"https://{host}:{secure_port}/"
        if scope["path"] == CERTIFICATE_PATH:
            answer = found("application/x-x509-ca-cert", certificate)
        elif scope["path"] == "/":
            page = PAGE.format(certificate=CERTIFICATE_PATH, fingerprint=fingerprint, site=site)
            answer = found("text/html; charset=utf-8", page.encode())
        else:
            answer = Answer(HTTPStatus.FOUND.value, [*plain_headers(b""), location(site)])
        if scope["method"] == "HEAD":
            answer = Answer(answer.status, answer.headers)
        await send_answer(send, answer)

    return application


def found(kind: str, content: bytes) -> Answer:
    headers = [*plain_headers(content), (b"content-type", kind.encode())]
    return Answer(HTTPStatus.OK.value, headers, content)


def plain_headers(content: bytes) -> Headers:
    return [
        (b"content-length", b"%d" % len(content)),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", b"default-src 'none'"),
        (b"x-content-type-options", b"nosniff"),
    ]


def location(site: str) -> tuple[bytes, bytes]:
    return (b"location", site.encode())


def by_port(port: int, there: ASGI3Application, elsewhere: ASGI3Application) -> ASGI3Application:
    """One application on a port of its own, another one on every other port."""

    async def application(
        scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        server = scope["server"] if scope["type"] != "lifespan" else None
        is_there = server is not None and server[1] == port
        await (there if is_there else elsewhere)(scope, receive, send)

    return application
