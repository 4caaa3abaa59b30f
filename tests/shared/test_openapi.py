"""The description tells what the program does, and its page needs nothing from elsewhere."""

import re
from typing import Any

import pytest
from openapi_spec_validator import validate

from shared import auth
from shared.once import HEADER, is_once
from tests.shared.conftest import House


@pytest.fixture
def document(small_house: House) -> Any:
    return small_house.client().get("/api/v1/intake/openapi.json").json


def operations(document: Any) -> dict[tuple[str, str], Any]:
    return {
        (method, path): one
        for path, item in document["paths"].items()
        for method, one in item.items()
        if method != "parameters"
    }


def test_the_document_is_openapi_3_1(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"] == "Things"
    validate(document)


def test_every_api_route_is_described_once(small_house: House, document: Any) -> None:
    described = set(operations(document))
    own = re.compile(r"/api/v1/(intake/|\w+$|\w+/)")
    for route in auth.routes(small_house.app):
        if not own.match(route.rule) or route.rule.startswith("/api/v1/intake/"):
            continue
        path = re.sub(r"<([^>]*)>", r"{\1}", route.rule)
        assert (route.method.lower(), path) in described
    names = [one["operationId"] for one in operations(document).values()]
    assert len(names) == len(set(names))


def test_it_tells_who_may_call_what(document: Any) -> None:
    found = operations(document)
    one = found["get", "/api/v1/things/{thing_id}"]
    assert one["security"] == [{"bearer": []}]
    assert (one["x-roles"], one["x-head-only"]) == (["unit"], True)
    assert found["post", "/api/v1/sessions"]["security"] == []
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_every_post_takes_a_key_and_says_so(small_house: House, document: Any) -> None:
    for route in auth.routes(small_house.app):
        if route.method == "POST":
            assert is_once(small_house.app.view_functions[route.endpoint]), route
    for (method, path), one in operations(document).items():
        names = [parameter.get("name") for parameter in one.get("parameters", ())]
        assert (HEADER in names) is (method == "post"), path


def test_every_error_is_described_as_a_problem(document: Any) -> None:
    for one in operations(document).values():
        errors = {status: said for status, said in one["responses"].items() if status >= "400"}
        assert {"401", "403", "404", "409", "422", "429", "503"} <= set(errors)
        for said in errors.values():
            assert list(said["content"]) == ["application/problem+json"]
            schema = said["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}
    assert "415" in operations(document)["post", "/api/v1/things"]["responses"]


def test_the_page_loads_its_own_files_only(small_house: House) -> None:
    client = small_house.client()
    page = client.get("/api/v1/intake/docs")
    html = page.get_data(as_text=True)
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", html)
    assert 'data-document="/api/v1/intake/openapi.json"' in html
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(loaded) >= 4
    for address in loaded:
        assert address.startswith("/")
        answer = client.get(address)
        assert answer.status_code == 200, address
        answer.close()
