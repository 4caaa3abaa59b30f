"""The large installation: PostgreSQL and Valkey, two web hosts of intake, two workers, two beats.

Owns: starting them as the compose file does, with a line that can break before each server, and
starting again what has died, as an orchestrator would. The clock of one web host is two minutes off
where this machine has libfaketime.
"""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from redis import Redis

from launcher import debian, installation, tether, waiting
from shared import gateway
from tests.faults.grounds.ground import LOCALHOST, TINDAK, Ground, children
from tests.faults.line import Line
from tests.servers.places import free_port
from tests.servers.postgres import DURABLE, NoPostgres, Postgres
from tests.servers.valkey import Valkey

READY_SECONDS = 120
SKEW = "-120s"


@dataclass
class Kept:
    """One process of ours: what it is, how it is started, and its present process."""

    role: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes]"


class Spread(Ground):
    """Several hosts, on one machine."""

    database = "postgresql"

    def __init__(self, begins: datetime) -> None:
        super().__init__(begins)
        self._kept: list[Kept] = []
        self._postgres = Postgres(options=DURABLE, inside=self.disk.folder)
        self._urls = [self._postgres.fresh() for _ in range(3)]
        self._valkey_port = free_port()
        self._valkey = Valkey(self._valkey_port, inside=self.disk.folder)
        self._ports = [free_port() for _ in range(3)]
        self.lines |= {
            "intake": Line(self._ports[:2]),
            "database": Line([self._postgres.port]),
            "broker": Line([self._valkey_port]),
            "intake's broker": Line([self._valkey_port]),
        }
        if debian.faketime() is not None:
            self.standing = ["a web host whose clock is two minutes off"]

    @property
    def environment(self) -> Mapping[str, str]:
        return self._environment(self._postgres.port)

    def start(self) -> None:
        ours = self._environment(self.lines["database"].port)
        with self.log.open("ab") as log:
            migrating = tether.start([*TINDAK, "migrate"], environment=ours, output=log)
        if migrating.wait(READY_SECONDS):
            raise RuntimeError(self.log.read_text()[-2000:])
        first, second, third = self._ports
        tells = {**ours, "TINDAK_BROKER_URL": self._broker("intake's broker")}
        self._keep("web", ["intake", "--port", str(first)], tells)
        self._keep("web", ["intake", "--port", str(second)], {**tells, **two_minutes_off()})
        self._keep("web", ["followup", "--port", str(third)], ours)
        for number in (1, 2):
            name = f"--hostname=worker{number}@%h"
            self._keep("worker", ["worker", "--concurrency=2", name], ours)
            self._keep("beat", ["beat"], ours)
        waiting.until(self._ready, READY_SECONDS, "the installation")

    def tend(self) -> None:
        with suppress(NoPostgres, waiting.TooLong):  # a disk may still be full: next time
            if not self.processes("database"):
                self._postgres.start()
            if not self.processes("broker"):
                self._valkey.start()
        for kept in self._kept:
            if kept.process.poll() is not None:
                tether.kill(kept.process)
                kept.process = self._spawn(kept.command, kept.environment)

    def processes(self, role: str) -> Sequence[int]:
        if role == "database":
            return self._postgres.running
        if role == "broker":
            return self._valkey.running
        if role == "child":
            return [child for pid in self.processes("worker") for child in children(pid)]
        return [one.process.pid for one in self._kept
                if one.role == role and one.process.poll() is None]  # fmt: skip

    def cut_power(self, meanwhile: Callable[[], None]) -> None:
        self._postgres.kill()
        self._valkey.kill()
        for kept in self._kept:
            tether.kill(kept.process)
        self._postgres.start()
        meanwhile()
        self.tend()
        waiting.until(self._ready, READY_SECONDS, "the installation")

    def broker(self) -> Redis:
        return self._valkey.client()

    def broker_folder(self) -> Path:
        return self._valkey.folder

    def hosts(self, path: str) -> Sequence[int]:
        if gateway.service_of(path.partition("?")[0]) == gateway.FOLLOWUP:
            return self._ports[2:]
        return self._ports[:2]

    def close(self) -> None:
        for kept in self._kept:
            tether.kill(kept.process)
        self._valkey.close()
        self._postgres.close()
        super().close()

    def _environment(self, port: int) -> Mapping[str, str]:
        """With the databases behind that port: our line's, or the server's own."""
        names = ("REGISTRY", "INTAKE", "FOLLOWUP")
        address = f"http://{LOCALHOST}:{self._ports[2]}"
        urls = {
            f"TINDAK_{name}_DATABASE_URL": self._postgres.url(database).replace(
                f":{self._postgres.port}/", f":{port}/"
            )
            for name, database in zip(names, self._urls, strict=True)
        }
        ours = {"TINDAK_BROKER_URL": self._broker("broker"), "TINDAK_PUBLIC_URL": address}
        return self._common() | urls | ours

    def _broker(self, line: str) -> str:
        return f"redis://{LOCALHOST}:{self.lines[line].port}/0"

    def _keep(self, role: str, words: Sequence[str], environment: Mapping[str, str]) -> None:
        command = [*TINDAK, *words]
        self._kept.append(Kept(role, command, environment, self._spawn(command, environment)))

    def _spawn(
        self, command: Sequence[str], environment: Mapping[str, str]
    ) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return tether.start(command, environment=environment, output=log)

    def _ready(self) -> bool:
        self.tend()
        return all(installation.answers(LOCALHOST, port, "/healthz") for port in self._ports)


def two_minutes_off() -> Mapping[str, str]:
    """The environment of a process whose clock is wrong, and steady; empty where there is no
    libfaketime."""
    library = debian.faketime()
    if library is None:
        return {}
    steady = {"FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
    return {"LD_PRELOAD": str(library), "FAKETIME": SKEW, **steady}
