"""The gateway of the composition: the real nginx where there is one, else its table of routes."""

import os
import re
import signal
from pathlib import Path
from typing import Protocol

from launcher import debian, installation, tether, waiting
from tests.compose import composition
from tests.servers.places import free_port

LOCALHOST = "127.0.0.1"


class Gate(Protocol):
    """Where a request for a path goes."""

    def address(self, path: str) -> str: ...

    def close(self) -> None: ...


class RouteTable:
    """Each path goes to the service that gateway.conf names; no process of its own."""

    def __init__(self, ports: dict[str, int]) -> None:
        self._ports = ports
        self._routes = composition.gateway_routes()

    def address(self, path: str) -> str:
        plain = path.partition("?")[0]
        fitting = (
            name for prefix, name in self._routes.items() if f"{plain}/".startswith(f"{prefix}/")
        )
        name = next(fitting, "intake")
        return f"http://{LOCALHOST}:{self._ports[name]}{path}"

    def close(self) -> None:
        """There is nothing to stop."""


class Nginx:
    """gateway.conf as it is, with this machine's addresses and a folder of its own."""

    def __init__(self, program: Path, folder: Path, ports: dict[str, int]) -> None:
        self.port = free_port()
        conf = folder / "nginx.conf"
        conf.write_text(_localised(folder, self.port, ports))
        words = "daemon off; user root;" if os.geteuid() == 0 else "daemon off;"
        command: list[str | Path] = [program, "-c", conf, "-p", folder, "-e", "stderr", "-g", words]
        with (folder / "nginx.log").open("ab") as log:
            self._process = tether.start(command, output=log)
        waiting.until(lambda: installation.answers(LOCALHOST, self.port, "/healthz"), 10, "nginx")

    def address(self, path: str) -> str:
        return f"http://{LOCALHOST}:{self.port}{path}"

    def close(self) -> None:
        tether.stop(self._process, signal.SIGTERM, 5)


def gate(folder: Path, ports: dict[str, int]) -> Gate:
    """The gate before services that listen on these ports."""
    program = debian.nginx()
    return Nginx(program, folder, ports) if program else RouteTable(ports)


def _localised(folder: Path, port: int, ports: dict[str, int]) -> str:
    text = composition.gateway_conf()
    text = re.sub(r"http://(\w+):8000", lambda m: f"http://{LOCALHOST}:{ports[m[1]]}", text)
    text = text.replace("listen 8080;", f"listen {LOCALHOST}:{port};")
    text = re.sub(r"^ *resolver .*$", "", text, flags=re.MULTILINE)
    return text.replace(" /tmp/", f" {folder}/")
