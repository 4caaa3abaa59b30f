"""What the compose file promises, read from the file itself."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from launcher import broker
from launcher.verbs import VERBS
from shared import config, gateway
from tests.compose import composition
from tests.house.sources import ROOT

SECRET = "0123456789abcdef" * 2
VARIABLES: Mapping[str, str] = {
    "TINDAK_SECRET_KEY": SECRET,
    "TINDAK_FEED_TOKEN": SECRET[::-1],
    "TINDAK_DATABASE_PASSWORD": "database",
    "TINDAK_BROKER_PASSWORD": "broker",
    "TINDAK_PUBLIC_URL": "https://tindaklanjut.example",
    "POSTGRES_PASSWORD": "superuser",
    "TINDAK_SMTP_URL": "smtp://127.0.0.1:9",
}
OURS = ("intake", "followup", "worker", "beat", "migrate")
SERVICES = composition.services(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
def test_nothing_starts_without_its_secret(name: str) -> None:
    with pytest.raises(composition.Unset, match=name):
        composition.services({**VARIABLES, name: ""})


def test_the_example_names_every_variable_that_is_required() -> None:
    example = (ROOT / "deploy" / "env.example").read_text()
    named = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert VARIABLES.keys() <= named
    used = {found["name"] for found in composition.VARIABLE.finditer(_compose_text())}
    assert named <= used


def test_the_services_of_ours_are_verbs_of_the_launcher() -> None:
    assert {one.name for one in SERVICES.values() if one.is_ours} == set(OURS)
    assert {SERVICES[name].command[0] for name in OURS} <= VERBS.keys()


@pytest.mark.parametrize("name", OURS)
def test_each_service_is_configured(name: str, tmp_path: Path) -> None:
    environment = {**SERVICES[name].environment, "TINDAK_DATA": str(tmp_path)}
    settings = config.load(environment)
    assert settings.env == "production"
    assert not settings.clock.simulated


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_may_more_than_it_needs(name: str) -> None:
    body = SERVICES[name].body
    assert body["read_only"] is True
    assert body["cap_drop"] == ["ALL"]
    assert body["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in body
    assert "container_name" not in body
    assert bool(body.get("ports")) == (name == "gateway")


@pytest.mark.parametrize("name", ["gateway", "broker", "postgres", "intake", "followup"])
def test_who_is_waited_for_tells_its_health(name: str) -> None:
    assert SERVICES[name].body["healthcheck"]["test"][0] == "CMD"


def test_images_of_others_are_pinned() -> None:
    images = [one.body["image"] for one in SERVICES.values() if not one.is_ours]
    images += re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert [one for one in images if not re.search(r":\d+\.\d+", one)] == []


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert re.findall(r"^USER (\w+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE) == [
        "tindak"
    ]


def test_the_database_and_the_broker_cannot_be_reached_from_outside() -> None:
    assert SERVICES["postgres"].body["networks"] == ["inside"]
    assert SERVICES["broker"].body["networks"] == ["inside"]
    assert SERVICES["gateway"].body["networks"] == ["edge"]


def test_the_broker_keeps_what_the_embedded_one_keeps(tmp_path: Path) -> None:
    embedded = _flags(broker.command(tmp_path, tmp_path / "socket"))
    composed = _flags(SERVICES["broker"].command)
    kept = ("appendonly", "appendfsync", "save", "maxmemory-policy")
    assert {name: composed[name] for name in kept} == {name: embedded[name] for name in kept}


def test_the_gateway_has_the_routes_of_the_embedded_one() -> None:
    theirs = {path: name for path, name in gateway.PREFIXES.items() if name != gateway.INTAKE}
    assert composition.gateway_routes() == theirs
    assert "default http://intake:8000;" in composition.gateway_conf()


def _flags(command: "tuple[str, ...] | list[str]") -> dict[str, str]:
    words = list(command[1:])
    return {
        name.removeprefix("--"): value for name, value in zip(words[::2], words[1::2], strict=True)
    }


def _compose_text() -> str:
    return (ROOT / "docker-compose.yml").read_text()
