"""The road of the real letter through the composition: posted, opened, due, escalated."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from launcher.waiting import until
from tests.compose.test_composition import VARIABLES
from tests.compose.town import Town
from tests.house.sources import ROOT

POSTED = "2022-01-25T02:00:00+00:00"
JUST_BEFORE_DUE = datetime(2022, 3, 11, 16, 59, tzinfo=UTC)
AFTER_DUE = datetime(2022, 3, 11, 17, 0, 1, tzinfo=UTC)
SIMULATED = {"TINDAK_ENV": "test", "TINDAK_CLOCK": f"{POSTED}@1"}


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    made = Town({**VARIABLES, **SIMULATED}, scale={"worker": 2})
    yield made
    made.close()


def test_the_road_through_the_composition(town: Town) -> None:
    town.tindak("offices", "import", str(ROOT / "data" / "offices-babel.csv"))
    ombudsman = token(town, "ombudsman", "OMBUDSMAN-BABEL")
    kanwil = token(town, "kanwil", "KANWIL-BABEL")
    letter = json.loads((ROOT / "data" / "letter-babel-2022.json").read_text())
    told = town.ask("POST", "/api/v1/letters", ombudsman, letter)
    count = len(told["recommendations"])

    until(lambda: len(items(town, "/api/v1/cases", kanwil)) == count, 30, "the cases")
    town.set_clock(JUST_BEFORE_DUE)
    assert items(town, "/api/v1/escalations", kanwil) == []

    # One of the two workers ends as machines do; the other goes on.
    town.running["worker"][0].kill()
    town.set_clock(AFTER_DUE)
    until(lambda: len(items(town, "/api/v1/escalations", kanwil)) == count, 30, "the escalations")
    found = items(town, "/api/v1/escalations", kanwil)
    assert {(one["level"], one["status"]) for one in found} == {(1, "open")}
    assert len({one["recommendation_id"] for one in found}) == count
    assert town.tindak("audit") == "0 findings."
    assert "intake: 1 streams" in town.tindak("verify")
    assert town.tindak("simulate", "--until", "2022-04-01").count("level 2") == count


def test_the_gateway_hands_each_path_to_its_service(town: Town) -> None:
    admin = token(town, "admin")
    assert town.ask("GET", "/api/v1/followup/healthz", admin)["service"] == "followup"
    assert town.ask("GET", "/api/v1/intake/healthz", admin)["service"] == "intake"
    assert town.status("/api/v1/casesque", admin) == 404


def token(town: Town, role: str, office: str = "") -> str:
    return town.tindak("token", "create", "--role", role, *(["--office", office] if office else []))


def items(town: Town, path: str, token: str) -> Any:
    return town.ask("GET", f"{path}?limit=200", token)["items"]
