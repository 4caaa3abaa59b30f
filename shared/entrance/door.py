"""The last step of every way in.

Owns: the session opened for an account and its cookie set, where the visitor wanted to go, and the
choice of an office where the account holds several.
"""

from urllib.parse import urlsplit

from flask import redirect
from werkzeug.wrappers import Response

from shared import accounts, cookies, registry, sessions, signin
from shared.accounts import Account
from shared.context import clock
from shared.context import registry as registry_engine
from shared.db import reading, writing
from shared.pages import FIRST


def safe(address: str | None) -> str | None:
    """The address if it is a path of ours; None where it would lead elsewhere."""
    if not address or not address.isprintable() or "\\" in address:
        return None
    if not address.startswith("/") or address.startswith("//"):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def enter(who: Account, office: str | None, wanted: str | None) -> Response:
    """Signs the account in and leads on, and ends the session that the browser had; raises Invalid
    at `office` where that is not clear."""
    opened = signin.opened_by(who, office)
    before = cookies.session()
    if before and before != opened.secret:
        with writing(registry_engine()) as conn:
            sessions.close(conn, before)
    answer = redirect(safe(wanted) or FIRST[opened.principal.role], 303)
    cookies.open_for(answer, opened.secret)  # type: ignore[arg-type]  # flask's redirect, typed wide
    return answer


def offices_of(account: str) -> dict[str, str]:
    """The names of the offices that the account holds today, by code."""
    with reading(registry_engine()) as conn:
        book = registry.book(conn)
        return {code: book.office(code).name for code in accounts.held(conn, clock(), account)}
