"""Who may come in during the demonstration.

Owns: importing the offices, one token and one account per office and two administrators, made anew
each time, and the file in which they stand.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from launcher import desk, places
from shared import accounts, config, offices, tokens
from shared.db import writing
from shared.secrets_at_rest import new_secret

SINCE = date(2022, 1, 1)
ADMIN, SECOND_ADMIN = ADMINS = ("admin", "admin-2")
ROLES = {"ombudsman": "ombudsman", "kanwil": "kanwil", "directorate": "directorate"}


@dataclass(frozen=True)
class Keys:
    """Bearer tokens by office code (and of both admins), and each account with its password."""

    tokens: Mapping[str, str]
    passwords: Mapping[str, str]


def prepare(environment: Mapping[str, str]) -> Keys:
    """The register of `data/offices-babel.csv`, and the keys of everybody in it."""
    rows = offices.read_csv((places.ROOT / "data" / "offices-babel.csv").read_text("utf-8"))
    secrets, passwords = {"feed": environment["TINDAK_FEED_TOKEN"]}, {}
    settings = config.load(environment)
    with desk.database(settings, "registry") as engine, writing(engine) as conn:
        offices.import_offices(conn, rows)
        for name in ADMINS:
            secrets[name] = tokens.create(conn, "admin", None, f"demo {name}")
            email = f"{name}@tindak.example"
            passwords[email] = new_secret("")
            accounts.create(conn, email, f"Pengelola {name}", passwords[email], admin=True)
        for row in rows:
            code = row["code"]
            secrets[code] = tokens.create(conn, ROLES.get(row["kind"], "unit"), code, "demo")
            email, password = f"kepala@{code.lower()}.example", new_secret("")
            account = accounts.create(conn, email, f"Kepala {row['name']}", password)
            accounts.hold(conn, account, code, "head", from_on=SINCE)
            passwords[email] = password
    return Keys(secrets, passwords)


def keep(data: Path, keys: Keys) -> Path:
    """The file in which the keys stand, readable by its owner alone."""
    heads = [f"  {email:32} {password}" for email, password in keys.passwords.items()]
    bearers = [
        f"  {office:18} {secret}" for office, secret in keys.tokens.items() if office != "feed"
    ]
    path = data / "access.txt"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(["Accounts:", *heads, "Tokens:", *bearers, ""]))
    return path
