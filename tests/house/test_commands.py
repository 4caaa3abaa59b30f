"""What the documents tell people to type, point to and set: typed, followed and looked for."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openapi_schema_validator import OAS31Validator

from launcher.migrations import migrate
from services.followup import main as followup
from services.intake import main as intake
from shared import web
from shared.clock import HandClock
from tests.house import prose
from tests.house.prose import Request
from tests.house.sources import ROOT, tracked
from tests.shared.conftest import settings_for

WHOLE = pytest.mark.parametrize("path", prose.PATHS, ids=prose.readable)
STAYS_UP = frozenset({"demo", "up"})
TAKES_MINUTES = frozenset({"pictures", "mutants", "bench", "faults"})
TRIED_ELSEWHERE = frozenset({"test", "backup", "restore"})
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
CODE = ("launcher", "shared", "services", "deploy", "docker-compose.yml", "Dockerfile")


@WHOLE
def test_every_command_can_be_typed_in_its_order(path: Path, tmp_path: Path) -> None:
    for words in prose.commands(path.read_text(), "./tindak"):
        if words[0] in TRIED_ELSEWHERE:
            continue
        asked = words[0] in STAYS_UP | TAKES_MINUTES
        typed = [*words, "--help"] if asked else words
        done = _type(tmp_path, typed)
        assert done.returncode == 0, (words, done.stderr)


@WHOLE
def test_every_request_is_one_that_the_api_describes(path: Path, described: Any) -> None:
    for request in prose.requests(path.read_text()):
        if request.path not in PROBES:
            operation = _operation(described["paths"], request)
            _check_query(operation, request)
            _check_body(operation, request, described["components"])


@WHOLE
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in prose.links(path.read_text()):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in prose.anchors(target.read_text()), link


def test_every_setting_that_a_document_names_exists() -> None:
    named = {one for path in prose.PATHS for one in prose.SETTING.findall(path.read_text())}
    assert named <= _settings(*CODE, "tests")


def test_the_manual_names_every_setting() -> None:
    manual = (ROOT / "docs" / "operator.md").read_text()
    assert _settings(*CODE) - set(prose.SETTING.findall(manual)) == set()


def test_the_manual_names_every_verb() -> None:
    manual = (ROOT / "docs" / "operator.md").read_text()
    verbs = re.findall(r"^  (\w+) ", _type(ROOT, ["help"]).stdout, re.MULTILINE)
    assert verbs
    assert [verb for verb in verbs if f"./tindak {verb}" not in manual] == []


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Both services' descriptions as one, in which a body may have no field that is not named."""
    folder = tmp_path_factory.mktemp("described")
    urls = {
        name: f"sqlite:///{folder / name}.db"
        for name in ("registry_url", "intake_url_db", "followup_url_db")
    }
    noon = HandClock(datetime(2022, 4, 18, 5, tzinfo=UTC))
    settings = settings_for(noon, folder, **urls, intake_url="http://127.0.0.1:1")
    migrate(settings)
    documents = [_description(make(settings)) for make in (intake.create_app, followup.create_app)]
    schemas = {k: v for one in documents for k, v in one["components"]["schemas"].items()}
    for schema in schemas.values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    paths = {k: v for one in documents for k, v in one["paths"].items()}
    return {"paths": paths, "components": {"schemas": schemas}}


def _description(app: Flask) -> Any:
    document = app.test_client().get(f"/api/v1/{app.name}/openapi.json").json
    with app.app_context():
        web.engine().dispose()
        web.registry().dispose()
    return document


def _type(data: Path, words: list[str]) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if "TINDAK" not in name}
    return subprocess.run(
        [sys.executable, "-P", "-m", "launcher", *words],
        cwd=ROOT, env={**kept, "TINDAK_DATA": str(data), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _operation(paths: Any, request: Request) -> Any:
    for template, operations in paths.items():
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, request.path) and request.method.lower() in operations:
            return operations[request.method.lower()]
    raise AssertionError(f"the API has no {request.method} {request.path}")


def _check_query(operation: Any, request: Request) -> None:
    known = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
    assert set(request.query) <= known, request


def _check_body(operation: Any, request: Request, components: Any) -> None:
    content = operation.get("requestBody", {}).get("content", {})
    if request.form:
        schema = _whole(content["multipart/form-data"]["schema"], components)
        body: Any = dict.fromkeys(request.form, "")
        wanted = OAS31Validator(schema).iter_errors(body)
        assert [
            one for one in wanted if one.validator in ("required", "additionalProperties")
        ] == []
    elif content:
        assert request.body is not None, request
        schema = _whole(content["application/json"]["schema"], components)
        text = request.body
        if text.startswith("@"):
            text = (ROOT / text[1:]).read_text()
        faults = [one.message for one in OAS31Validator(schema).iter_errors(json.loads(text))]
        assert faults == [], request


def _whole(schema: Any, components: Any) -> Any:
    return {**schema, "components": components}


def _settings(*places: str) -> set[str]:
    """Every setting whose whole name stands below these places."""
    roots = [ROOT / place for place in places]
    files = [one for one in tracked() if any(one.is_relative_to(root) for root in roots)]
    texts = (one.read_text() for one in files if one.suffix not in (".svg", ".jpg", ".png"))
    return {name for text in texts for name in prose.SETTING.findall(text)}
