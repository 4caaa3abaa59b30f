"""Every route, spoken to by every role: who may not is told so, and nothing changes."""

import pytest
from werkzeug.test import TestResponse

from services.intake.api import examples
from shared import auth
from tests.intake.town import KANWIL, LETTER, OMBUDSMAN, RUTAN, Town

VOICES = {
    "ombudsman": OMBUDSMAN,
    "unit": RUTAN,
    "kanwil": KANWIL,
    "directorate": "DITJENPAS",
    "admin": "admin",
    "service": "service",
}
BODIES = {
    "/letters": LETTER,
    "/recommendations": examples.ADDED_POINT,
    "/receipt": examples.RECEIPT,
    "/actions": examples.ACTION,
    "/verifications": examples.VERIFICATION,
    "/withdrawal": examples.WITHDRAWAL,
    "/reopening": examples.REOPENING,
    "/extensions": examples.EXTENSION,
}
MAY = {
    ("POST", "/letters"): {"ombudsman"},
    ("POST", "/recommendations"): {"ombudsman"},
    ("GET", "/letters/<letter_id>"): {"ombudsman", "unit", "kanwil", "directorate", "admin"},
    ("GET", "/recommendations"): {"ombudsman", "unit", "kanwil", "directorate", "admin"},
    ("GET", "/recommendations/<recommendation_id>"): {
        "ombudsman",
        "unit",
        "kanwil",
        "directorate",
        "admin",
    },
    ("POST", "/recommendations/<recommendation_id>/receipt"): {"ombudsman", "unit", "kanwil"},
    ("POST", "/recommendations/<recommendation_id>/evidence"): {"unit", "kanwil"},
    ("GET", "/evidence/<evidence_id>"): {"ombudsman", "unit", "kanwil", "directorate", "admin"},
    ("POST", "/recommendations/<recommendation_id>/actions"): {"unit", "kanwil"},
    ("POST", "/recommendations/<recommendation_id>/verifications"): {"ombudsman"},
    ("POST", "/recommendations/<recommendation_id>/withdrawal"): {"ombudsman"},
    ("POST", "/recommendations/<recommendation_id>/reopening"): {"ombudsman"},
    ("POST", "/recommendations/<recommendation_id>/extensions"): {"ombudsman"},
    ("GET", "/streams"): {"service"},
    ("GET", "/streams/events"): {"service"},
    ("GET", "/streams/<stream>/events"): {"service"},
}


def test_the_routes_are_those_of_the_contract(town: Town) -> None:
    shared = ("/sessions", "/intake/")
    found = {
        (route.method, route.rule.removeprefix("/api/v1"))
        for route in auth.routes(town.app)
        if route.rule.startswith("/api/v1")
        and not route.rule.removeprefix("/api/v1").startswith(shared)
    }
    assert found == set(MAY)


@pytest.mark.parametrize(("method", "rule"), MAY, ids=[" ".join(pair) for pair in MAY])
def test_who_may_not_is_refused_and_changes_nothing(town: Town, method: str, rule: str) -> None:
    about = town.first()
    photo = (town.voice(RUTAN).upload(about).json or {})["id"]
    path = (
        rule.replace("<recommendation_id>", about)
        .replace("<letter_id>", town.read(about)["letter_id"])
        .replace("<evidence_id>", photo)
        .replace("<stream>", KANWIL)
    )
    for role in set(VOICES) - MAY[method, rule]:
        with town.unchanged():
            assert say(town, VOICES[role], method, path, about).status_code == 403, role
    with town.unchanged():
        town.voices["nobody"] = type(town.voice(RUTAN))(town.app.test_client(), "tl_unknown")
        assert say(town, "nobody", method, path, about).status_code == 401


@pytest.mark.parametrize(
    ("method", "rule"), [pair for pair in MAY if "<" in pair[1] and "stream" not in pair[1]]
)
@pytest.mark.parametrize("who", ["OMBUDSMAN-SUMSEL", "KANWIL-SUMSEL", "LP-PLG", "LP-SGL"])
def test_other_offices_find_nothing_and_change_nothing(
    town: Town, who: str, method: str, rule: str
) -> None:
    about = town.first()
    photo = (town.voice(RUTAN).upload(about).json or {})["id"]
    path = (
        rule.replace("<recommendation_id>", about)
        .replace("<letter_id>", town.read(about)["letter_id"])
        .replace("<evidence_id>", photo)
    )
    with town.unchanged():
        assert say(town, who, method, path, about).status_code in (403, 404)


def say(town: Town, who: str, method: str, path: str, about: str) -> TestResponse:
    """A request that would be well formed if it were allowed."""
    voice = town.voice(who)
    if method == "GET":
        return voice.get(path)
    if path.endswith("/evidence"):
        return voice.upload(about)
    body = next(body for end, body in BODIES.items() if path.endswith(end))
    return voice.post(path, body)
