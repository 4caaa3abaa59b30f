"""Databases of the current schema: each history is run once per engine, and copied from then on.

Owns: the moulds of this test process. Tests of the histories themselves run them as they are.
"""

import atexit
import shutil
from pathlib import Path

import psycopg
from sqlalchemy import URL
from sqlalchemy.engine import make_url

from shared.db import open_engine
from shared.migrate import History, upgrade
from tests.servers.places import temporary_folder

_made: dict[tuple[object, ...], Path | str] = {}


def upgraded(url: str, history: History) -> None:
    """Bring the new, empty database at `url` to the history's head."""
    at = make_url(url)
    if at.get_backend_name() == "sqlite":
        _copy_file(at, url, history)
    else:
        _copy_database(at, url, history)


def _run(url: str, history: History) -> None:
    engine = open_engine(url)
    upgrade(engine, history)
    engine.dispose()


def _copy_file(at: URL, url: str, history: History) -> None:
    key = ("sqlite", history.name)
    if key not in _made:
        folder = temporary_folder("mould")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _run(f"sqlite:///{folder / 'mould.db'}", history)
        _made[key] = folder / "mould.db"
    shutil.copyfile(_made[key], str(at.database))


def _copy_database(at: URL, url: str, history: History) -> None:
    key, name = (at.host, at.port, history.name), str(at.database)
    with psycopg.connect(_server(at), autocommit=True) as server:
        if key not in _made:
            _run(url, history)
            _made[key] = f"mould_{history.name}"
            server.execute(_copy(name, f"mould_{history.name}"))
            return
        server.execute(f"DROP DATABASE {name}".encode())
        server.execute(_copy(str(_made[key]), name))


def _server(at: URL) -> str:
    url = at.set(drivername="postgresql", database="postgres")
    return url.render_as_string(hide_password=False)


def _copy(one: str, other: str) -> bytes:
    return f"CREATE DATABASE {other} TEMPLATE {one} STRATEGY file_copy".encode()
