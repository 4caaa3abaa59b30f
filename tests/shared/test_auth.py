"""Who may call a route, and that none is forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Blueprint, Flask

from shared import auth
from shared.clock import HandClock
from shared.context import Engines
from shared.db import open_engine
from shared.refusal import Forbidden
from shared.web import build_app
from tests.shared.conftest import House, settings_for

HEAD = auth.Principal("1", "Kepala", "unit", "RT-MTK", "BABEL", head=True)


def build(blueprint: Blueprint, clock: HandClock, folder: Path) -> Flask:
    engine = open_engine("sqlite://")
    engines = Engines(engine, engine)
    return build_app("intake", "Things", settings_for(clock, folder), engines, [blueprint])


def test_no_app_starts_with_an_unmarked_route(clock: HandClock, tmp_path: Path) -> None:
    blueprint = Blueprint("loose", __name__)
    blueprint.add_url_rule("/loose", "view", lambda: "anybody")
    with pytest.raises(auth.UnmarkedRoute, match=r"loose\.view"):
        build(blueprint, clock, tmp_path)


@pytest.mark.parametrize("roles", [(), ("king",), ("unit", "king")])
def test_a_mark_names_known_roles(roles: tuple[str, ...]) -> None:
    with pytest.raises(auth.UnmarkedRoute):
        auth.allow(*roles)


def test_every_route_that_is_not_open_asks_for_a_token(small_house: House) -> None:
    client = small_house.client()
    closed = [route for route in auth.routes(small_house.app) if not route.open]
    assert closed
    for route in closed:
        path = route.rule.replace("<thing_id>", "1")
        answer = client.open(path, method=route.method)
        assert answer.status_code == 401, route
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="tindak-lanjut"'


def test_every_route_refuses_every_other_role(small_house: House) -> None:
    offices = {
        "unit": "RT-MTK",
        "kanwil": "KANWIL-BABEL",
        "directorate": "DITJENPAS",
        "ombudsman": "OMBUDSMAN-BABEL",
        "admin": None,
        "service": None,
    }
    tokens = {role: small_house.token(role, office) for role, office in offices.items()}
    client = small_house.client()
    for route in auth.routes(small_house.app):
        path = route.rule.replace("<thing_id>", "1")
        for role in set() if route.open else auth.ROLES - set(route.roles):
            answer = client.open(path, method=route.method, headers=tokens[role])
            assert answer.status_code == 403, (route, role)
            assert answer.json["type"] == "urn:tindaklanjut:role-forbids"


def test_what_is_the_heads_is_refused_to_operators(small_house: House) -> None:
    small_house.person("kepala@b.example", ("RT-MTK", "head"))
    small_house.person("operator@b.example", ("RT-MTK", "operator"))
    found = {}
    for name in ("kepala", "operator"):
        secret = small_house.sign_in(f"{name}@b.example").json["token"]
        headers = {"Authorization": f"Bearer {secret}"}
        found[name] = small_house.client().get("/api/v1/things/1", headers=headers)
    assert found["kepala"].status_code == 200
    assert found["operator"].status_code == 403
    assert found["operator"].json["type"] == "urn:tindaklanjut:head-only"
    token = small_house.token("unit", "RT-MTK")
    assert small_house.client().get("/api/v1/things/1", headers=token).status_code == 200


def test_the_role_is_checked_before_the_body(small_house: House) -> None:
    headers = small_house.token("kanwil", "KANWIL-BABEL")
    answer = small_house.client().post("/api/v1/things", data="{", headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer  ", "Basic YTpi", "tl_alone", "Bearer \u00e9"]
)
def test_what_is_no_bearer_is_refused(small_house: House, given: str) -> None:
    answer = small_house.client().get("/api/v1/things", headers={"Authorization": given})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("role", "office", "seen"),
    [
        ("unit", "RT-MTK", {"unit": "RT-MTK"}),
        ("kanwil", "KANWIL-BABEL", {"kanwil": "KANWIL-BABEL"}),
        ("ombudsman", "OMBUDSMAN-BABEL", {"ombudsman": "OMBUDSMAN-BABEL"}),
        ("directorate", "DITJENPAS", {}),
        ("admin", None, {}),
    ],
)
def test_each_role_sees_its_own_rows(role: str, office: str | None, seen: dict[str, str]) -> None:
    assert auth.scope(replace(HEAD, role=role, office=office)) == seen


def test_a_service_sees_no_rows() -> None:
    with pytest.raises(Forbidden):
        auth.scope(replace(HEAD, role="service", office=None))


def test_an_event_says_who_spoke_for_which_office() -> None:
    actor = HEAD.actor()
    assert (actor.id, actor.name, actor.office, actor.role) == ("1", "Kepala", "RT-MTK", "unit")
