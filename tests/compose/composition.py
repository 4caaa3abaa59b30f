"""docker-compose.yml, Dockerfile and gateway.conf as data: what production would start."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.house.sources import ROOT

VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<sort>[-?])(?P<rest>[^}]*))?\}")


class Unset(Exception):
    """A variable that the file requires has no value."""


@dataclass(frozen=True)
class Service:
    """One service: the words of its command and its environment, variables filled in."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def is_ours(self) -> bool:
        return "build" in self.body


def services(variables: Mapping[str, str]) -> dict[str, Service]:
    """Every service of docker-compose.yml; raises Unset."""
    body = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return {name: _service(name, _deep(one, variables)) for name, one in body["services"].items()}


def filled(text: str, variables: Mapping[str, str]) -> str:
    """`${NAME}`, `${NAME:-default}` and `${NAME:?why}` replaced as Compose replaces them."""

    def value(found: re.Match[str]) -> str:
        given = variables.get(found["name"], "")
        if not given and found["sort"] == "?":
            raise Unset(found["name"])
        return given or (found["rest"] or "" if found["sort"] == "-" else "")

    return VARIABLE.sub(value, text)


def entrypoint() -> list[str]:
    """What the image runs before a service's command."""
    last = re.findall(r"^ENTRYPOINT (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[-1]
    words: list[str] = yaml.safe_load(last)
    return words


def image_environment() -> dict[str, str]:
    """The environment that the image sets."""
    lines = re.findall(r"^ENV (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    pairs = (word.partition("=") for line in lines for word in shlex.split(line))
    return {name: value for name, _, value in pairs}


def gateway_conf() -> str:
    """The gateway's configuration."""
    return (ROOT / "deploy" / "gateway.conf").read_text()


def gateway_routes() -> dict[str, str]:
    """Each path prefix that the gateway hands to another service than its default."""
    lines = re.findall(r"~\^(/\S+)\(/\|\$\) http://(\w+):8000;", gateway_conf())
    return dict(lines)


def init_script() -> Path:
    """What the database's image runs on an empty volume."""
    return ROOT / "deploy" / "postgres-init.sh"


def _deep(body: Any, variables: Mapping[str, str]) -> Any:
    """The same body with every text filled, as Compose does it: after the YAML is read."""
    if isinstance(body, str):
        return filled(body, variables)
    if isinstance(body, list):
        return [_deep(one, variables) for one in body]
    if isinstance(body, dict):
        return {key: _deep(one, variables) for key, one in body.items()}
    return body


def _service(name: str, body: Mapping[str, Any]) -> Service:
    environment = {key: str(value) for key, value in body.get("environment", {}).items()}
    return Service(name, tuple(map(str, body.get("command", ()))), environment, body)
