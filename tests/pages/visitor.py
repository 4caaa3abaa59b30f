"""Somebody at a browser without JavaScript: opens pages, fills in forms, follows where it leads."""

import html
import re
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from shared import accounts
from shared.cookies import SESSION
from shared.db import writing
from shared.secrets_at_rest import new_secret
from shared.sessions import open_session

PASSWORD = "kata sandi yang panjang"
_FIELD = re.compile(r'name="csrf" value="([0-9a-f]+)"')


class Visitor:
    """One browser."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, path: str, status: int = 200) -> str:
        """The page's HTML; its status must be that."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.get_data(as_text=True)

    def text(self, path: str) -> str:
        """What the page says, without tags and runs of white space."""
        return words(self.get(path))

    def send(self, form: str, action: str, **fields: str) -> Any:
        """The answer to the form on the page `form`, posted to `action`."""
        return self.client.post(action, data={"csrf": self.token(form), **fields})

    def token(self, form: str) -> str:
        """The token that the forms of that page carry."""
        found = _FIELD.search(self.client.get(form).get_data(as_text=True))
        assert found, f"{form} has no form"
        return found[1]


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def account(registry: Engine, email: str, *held: tuple[str, str], name: str = "") -> str:
    """A person who holds those offices (code, capacity) since 2020."""
    with writing(registry) as conn:
        who = accounts.create(conn, email, name or email, PASSWORD, admin=not held)
        for office, capacity in held:
            accounts.hold(conn, who, office, capacity, from_on=date(2020, 1, 1))
        return who


def signed_in(app: Flask, office: str | None, capacity: str = "head") -> Visitor:
    """A browser of that office's head, or of the administrator, with its session's cookie."""
    engine = app.extensions["tindak"].engines.registry
    email = f"{new_secret('')[:12]}@kantor.example".lower()
    held = ((office, capacity),) if office else ()
    who = account(engine, email, *held, name=f"Kepala {office}")
    secret = new_secret("ts_")
    with writing(engine) as conn:
        person = accounts.Account(who, email, f"Kepala {office}", admin=office is None)
        open_session(conn, app.extensions["tindak"].settings.clock, person, office, secret)
    visitor = Visitor(app)
    visitor.client.set_cookie(SESSION, secret)
    return visitor
