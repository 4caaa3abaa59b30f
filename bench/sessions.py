"""Somebody signed in at the house that is measured.

Owns: making an account, its office and its session, straight in the registry: signing in costs a
password's hash, which no measurement of a page is about.
"""

from datetime import date
from uuid import uuid4

from bench.house import House
from shared import accounts, config, sessions
from shared.db import open_engine, writing
from shared.secrets_at_rest import new_secret


def session(made: House, office: str) -> str:
    """The session's secret of that office's head, as its cookie carries it."""
    settings, secret = config.load(made.environment), new_secret("ts_")
    engine = open_engine(settings.registry_url)
    with writing(engine) as conn:
        email = f"{uuid4().hex}@bench.example"
        who = accounts.create(conn, email, office, new_secret(""))
        accounts.hold(conn, who, office, "head", from_on=date(2020, 1, 1))
        person = accounts.Account(who, email, office, admin=False)
        sessions.open_session(conn, settings.clock, person, office, secret)
    engine.dispose()
    return secret
