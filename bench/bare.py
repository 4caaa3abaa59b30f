"""The floor of a POST: a bare Flask view that writes what came with two inserts in one commit.

Owns: the two tables and the view. It checks nothing, signs nobody in, keeps no key, counts nothing
and chains nothing; what it answers is as durable as what intake answers.
"""

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, local

import psycopg
from flask import Flask, request
from sqlalchemy.engine import make_url

DATABASE = "TINDAK_INTAKE_DATABASE_URL"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS bare_fact (id VARCHAR(36) PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS bare_event (id VARCHAR(36) PRIMARY KEY, body TEXT NOT NULL)",
)
Write = Callable[[str, str], None]


def create_app() -> Flask:
    """The WSGI application, on the database that the environment names."""
    url = os.environ[DATABASE]
    write = _sqlite(url) if make_url(url).get_backend_name() == "sqlite" else _postgresql(url)
    app = Flask("bare")

    @app.post("/facts")
    def post() -> tuple[dict[str, str], int]:
        request.get_json()
        made = str(uuid.uuid4())
        write(made, request.get_data(as_text=True))
        return {"id": made}, 201

    @app.get("/healthz")
    def live() -> str:
        return "lives"

    return app


def _sqlite(url: str) -> Write:
    path, kept, queue = make_url(url).database, local(), Lock()

    def connection() -> sqlite3.Connection:
        if not hasattr(kept, "connection"):
            kept.connection = sqlite3.connect(str(path), timeout=5, isolation_level=None)
            for pragma in ("journal_mode=wal", "foreign_keys=on", "synchronous=full"):
                kept.connection.execute(f"PRAGMA {pragma}")
        found: sqlite3.Connection = kept.connection
        return found

    def write(made: str, body: str) -> None:
        with queue, _began(connection()) as conn:
            conn.execute("INSERT INTO bare_fact VALUES (?, ?)", (made, body))
            conn.execute("INSERT INTO bare_event VALUES (?, ?)", (made, body))

    for statement in _TABLES:
        connection().execute(statement)
    return write


@contextmanager
def _began(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield conn
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")


def _postgresql(url: str) -> Write:
    conninfo, kept = url.replace("+psycopg", ""), local()

    def connection() -> "psycopg.Connection":
        if not hasattr(kept, "connection"):
            kept.connection = psycopg.connect(conninfo)
        found: psycopg.Connection = kept.connection
        return found

    def write(made: str, body: str) -> None:
        with connection().transaction():
            connection().execute("INSERT INTO bare_fact VALUES (%s, %s)", (made, body))
            connection().execute("INSERT INTO bare_event VALUES (%s, %s)", (made, body))

    with connection().transaction():
        for statement in _TABLES:
            connection().execute(statement.encode())
    return write
