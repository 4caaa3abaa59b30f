"""The composition alive on this machine: the compose file's own commands and environments.

Owns: starting them in the file's order against a real PostgreSQL and a real Valkey, with hosts
and ports of this machine in the place of the containers'.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import urllib3

from launcher import broker, installation, tether, waiting
from shared.clock import ANCHOR_NAME, AnchoredClock
from tests.compose import composition
from tests.compose.gate import LOCALHOST, gate
from tests.house.sources import ROOT
from tests.servers.places import free_port, temporary_folder
from tests.servers.postgres import Postgres


class Town:
    """Every service of the file; `close` ends them all."""

    def __init__(self, variables: Mapping[str, str], scale: Mapping[str, int]) -> None:
        self._stack = ExitStack()
        self._services = composition.services(variables)
        self._variables = variables
        self.folder = temporary_folder("compose")
        self._stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self._ports = {name: free_port() for name in ("intake", "followup", "broker")}
        self.running: dict[str, list[subprocess.Popen[bytes]]] = {}
        self._http = urllib3.PoolManager(timeout=20, retries=False)
        try:
            self._start(scale)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop everything."""
        self._http.clear()
        self._stack.close()

    def tindak(self, *words: str) -> str:
        """What `docker compose run intake WORDS` would print."""
        done = subprocess.run(
            self._command(*words), env=self._environment("intake"),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def ask(self, method: str, path: str, token: str, body: Any = None) -> Any:
        """The JSON that the gateway answers; asserts that it is a 2xx."""
        headers = {"Authorization": f"Bearer {token}"}
        answer = self._http.request(method, self._gate.address(path), headers=headers, json=body)
        assert 200 <= answer.status < 300, f"{method} {path}: {answer.status} {answer.data!r}"
        return json.loads(answer.data)

    def status(self, path: str, token: str = "") -> int:
        """The status with which the gateway answers a GET."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self._http.request("GET", self._gate.address(path), headers=headers).status

    def set_clock(self, instant: datetime) -> None:
        """Every process now reads `instant`, and one second per second from there."""
        AnchoredClock(self.folder / ANCHOR_NAME).set(instant, 1)

    def log(self) -> str:
        """What the services said."""
        return (self.folder / "log").read_text(errors="replace")

    def _start(self, scale: Mapping[str, int]) -> None:
        self._start_postgres()
        self._start_broker()
        assert self._spawn("migrate").wait(60) == 0, self.log()
        for name in ("intake", "followup"):
            self._spawn(name)
        for name in ("worker", "beat"):
            for _ in range(scale.get(name, 1)):
                self._spawn(name)
        for name in ("intake", "followup"):
            self._await_health(name)
        self._gate = gate(self.folder, self._ports)
        self._stack.callback(self._gate.close)

    def _start_postgres(self) -> None:
        password = self._variables["POSTGRES_PASSWORD"]
        self.postgres = Postgres(password)
        self._stack.callback(self.postgres.close)
        self._ports["postgres"] = self.postgres.port
        environment = {
            **self._services["postgres"].environment,
            **{"PATH": f"{self.postgres.bin}:{os.environ['PATH']}", "PGPASSWORD": password},
            **{"PGHOST": LOCALHOST, "PGPORT": str(self.postgres.port)},
        }
        subprocess.run([composition.init_script()], env=environment, check=True, timeout=60)

    def _start_broker(self) -> None:
        """The file's own words after the program's name; the folder and the port are ours."""
        words = list(self._services["broker"].command[1:])
        words[words.index("--dir") + 1] = str(self.folder)
        socket = self.folder / "socket"
        ours = ["--port", str(self._ports["broker"]), "--bind", LOCALHOST]
        command: list[str | Path] = [broker.server(), *words, *ours, "--unixsocket", socket]
        with (self.folder / "log").open("ab") as log:
            process = tether.start(command, output=log)
        self._stack.callback(tether.kill, process)
        waiting.until(socket.exists, 10, "the broker")

    def _spawn(self, name: str) -> "subprocess.Popen[bytes]":
        command = self._command(*self._services[name].command)
        with (self.folder / "log").open("ab") as log:
            process = tether.start(command, environment=self._environment(name), output=log)
        self.running.setdefault(name, []).append(process)
        self._stack.callback(tether.stop, process, signal.SIGTERM, 5)
        return process

    def _command(self, *words: str) -> list[str]:
        program, *more = composition.entrypoint()
        return [str(ROOT / program), *more, *words]

    def _environment(self, name: str) -> dict[str, str]:
        given = {**composition.image_environment(), **self._services[name].environment}
        given |= {"TINDAK_DATA": str(self.folder), "TINDAK_HOST": LOCALHOST}
        given |= {"PATH": os.environ["PATH"]}
        if "TINDAK_PORT" in given:
            given["TINDAK_PORT"] = str(self._ports[name])
        return {key: self._here(value) for key, value in given.items()}

    def _here(self, value: str) -> str:
        for host, inside in (("postgres", 5432), ("broker", 6379), ("intake", 8000)):
            value = value.replace(f"{host}:{inside}", f"{LOCALHOST}:{self._ports[host]}")
        return value

    def _await_health(self, name: str) -> None:
        port = self._ports[name]
        try:
            waiting.until(lambda: installation.answers(LOCALHOST, port, "/healthz"), 90, name)
        except waiting.TooLong as error:
            raise AssertionError(self.log()) from error
