"""Routes of signing in, of oneself, and of an organisation's administrator."""

from collections.abc import Mapping

from sharing.session import Needs
from sharing.uuid7 import uuid7
from tests.walk.route import ABSENT, DONE, FORM, Route, credential, office
from tests.walk.town import PASSWORD

ROUTES: Mapping[str, Route] = {
    # signing in
    "sign-in": Route(
        FORM, body=lambda _: {"login_name": "tanaka", "password": PASSWORD, "next": "/"},
        who="nobody", needs=Needs.NOTHING, fields=("login_name", "password", "next"),
    ),
    "sign-in-passkey-options": Route({"POST": 200}, who="nobody", needs=Needs.NOTHING),
    "sign-in-passkey": Route(  # 422: no authenticator signed it
        {"POST": 422}, body=credential, json=True, who="nobody", needs=Needs.NOTHING,
    ),
    "second-factor": Route(  # 422: a guessed code
        {"GET": 200, "HEAD": 200, "POST": 422}, body=lambda _: {"code": "000000", "next": "/"},
        who="password", needs=Needs.PASSWORD, fields=("code",),
    ),
    "sign-in-as": Route(  # 404: this is no demo
        {"POST": 404}, lambda town: {"account": town.world.account("tanaka")},
        who="nobody", needs=Needs.NOTHING,
    ),
    "choose-language": Route(
        DONE, body=lambda _: {"language": "en"}, who="nobody", needs=Needs.NOTHING
    ),
    "sign-out": Route(DONE, needs=Needs.NOTHING),
    # a single-use link; without one opened before, 404 or back to the beginning
    "join-link": Route(
        {"GET": 302, "HEAD": 302}, lambda town: {"token": town.token}, who="nobody",
        needs=Needs.NOTHING,
    ),
    "join": Route(
        ABSENT, body=lambda _: {"login_name": "aoki"}, who="nobody", needs=Needs.NOTHING,
        fields=("login_name",),
    ),
    "join-factors": Route(
        {"GET": 302, "HEAD": 302, "POST": 302},
        body=lambda _: {"password": PASSWORD, "again": PASSWORD}, who="nobody",
        needs=Needs.NOTHING, fields=("password",),
    ),
    "join-authenticator": Route(
        {"GET": 302, "HEAD": 302, "POST": 302}, body=lambda _: {"code": "123456"}, who="nobody",
        needs=Needs.NOTHING, fields=("code",),
    ),
    "join-passkey-options": Route({"POST": 409}, who="nobody", needs=Needs.NOTHING),
    "join-passkey": Route(
        {"POST": 409}, body=credential, json=True, who="nobody", needs=Needs.NOTHING
    ),
    # oneself
    "me": Route({"GET": 200, "HEAD": 200}),
    "choose-role": Route(
        FORM, body=lambda town: {"role": str(town.world.role("sato")), "next": "/"},
        needs=Needs.SECOND_FACTOR,
    ),
    "accept-invitation": Route(ABSENT, needs=Needs.SECOND_FACTOR),  # no link was opened before
    "qualifications": Route(FORM, body=lambda _: {"qualifications": ["nurse", "midwife"]}),
    "appearance": Route(DONE, body=lambda _: {"language": "ja", "appearance": "dark"}),
    "gesture": Route({"POST": 204}),
    "draft-key": Route({"GET": 200, "HEAD": 200}),
    "end-other-sessions": Route(DONE),
    "end-session": Route(DONE, lambda town: {"tag": town.tag("tanaka")}),
    "confirm": Route(
        {"GET": 200, "HEAD": 200, "POST": 422}, body=lambda _: {"code": "000000", "next": "/"},
        fields=("code",),
    ),
    "confirm-passkey-options": Route({"POST": 200}),
    "confirm-passkey": Route({"POST": 422}, body=credential, json=True),
    "confirm-as": Route({"POST": 404}, body=lambda _: {"next": "/"}),
    "new-passkey": Route({"GET": 200, "HEAD": 200}),
    "passkey-options": Route({"POST": 200}),
    "add-passkey": Route({"POST": 422}, body=credential, json=True),
    "rename-passkey": Route(
        DONE, lambda _: {"passkey": uuid7()}, lambda _: {"name": "机の鍵"}, fields=("name",)
    ),
    # 409: none of theirs has this id; no authenticator app to have codes beside
    "revoke-passkey": Route({"POST": 409}, lambda _: {"passkey": uuid7()}),
    "authenticator": Route(
        {"GET": 200, "HEAD": 200, "POST": 422}, body=lambda _: {"code": "000000"},
        fields=("code",),
    ),
    "recovery-codes": Route(FORM),
    "new-recovery-codes": Route({"POST": 409}),
    "change-password": Route(
        FORM, body=lambda _: {"password": PASSWORD + "二", "again": PASSWORD + "二"},
        fields=("password",),
    ),
    # the organisation's administrator
    "staff": Route({"GET": 200, "HEAD": 200}, who="ono"),
    "staff-invite": Route(
        {"GET": 200, "HEAD": 200, "POST": 200},
        body=lambda _: {"name": "青木 遥", "role": "nurse"}, who="ono", fields=("name",),
    ),
    "staff-revoke-invitation": Route(DONE, lambda town: {"invited": town.invitation}, who="ono"),
    "organization": Route(FORM, body=office, who="ono", fields=("name", "address")),
    "staff-end-role": Route(DONE, lambda town: {"role": town.world.role("sato")}, who="ono"),
    "staff-suspend": Route(
        DONE, lambda town: {"account": town.world.account("sato")}, who="ono"
    ),
    "staff-restore": Route(
        DONE, lambda town: {"account": town.world.account("sato")}, who="ono"
    ),
    "staff-reset": Route(
        {"POST": 200}, lambda town: {"account": town.world.account("sato")}, who="ono"
    ),
}  # fmt: skip
