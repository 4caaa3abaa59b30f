"""What every app has around its routes: headers, health, metrics, the first page, the log."""

import io
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import structlog
from prometheus_client import Gauge
from prometheus_client.parser import text_string_to_metric_families

from shared import logs
from shared.clock import HandClock
from shared.context import Engines
from shared.db import open_engine
from shared.ids import new_id
from shared.web import build_app
from tests.shared.conftest import House, bearer, settings_for


def bare(clock: HandClock, folder: Path, env: str = "test", **more: Any) -> Any:
    """A client of an app without routes of its own."""
    engine = open_engine(f"sqlite:///{folder}/bare.db")
    settings = settings_for(clock, folder, env=env)
    return build_app("intake", "Bare", settings, Engines(engine, engine), [], **more).test_client()


@pytest.mark.parametrize("path", ["/", "/api/v1/intake/docs", "/healthz", "/nothing", "/api/v1/x"])
def test_every_answer_is_protected(clock: HandClock, tmp_path: Path, path: str) -> None:
    headers = bare(clock, tmp_path).get(path).headers
    csp = headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
                 "frame-ancestors 'none'"):  # fmt: skip
        assert rule in csp
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers
    assert (headers.get("Cache-Control") == "no-store") is path.startswith("/api/")


def test_browsers_are_held_to_tls_in_production(clock: HandClock, tmp_path: Path) -> None:
    headers = bare(clock, tmp_path, "production").get("/").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("prefix", ["", "/api/v1/intake"])
def test_health_is_told_with_and_without_prefix(
    clock: HandClock, tmp_path: Path, prefix: str
) -> None:
    client = bare(clock, tmp_path, checks={"broker": lambda: (True, "0 s behind")})
    assert client.get(f"{prefix}/healthz").json == {"service": "intake", "ok": True}
    ready = client.get(f"{prefix}/readyz")
    assert ready.status_code == 200
    assert ready.json["checks"]["broker"] == {"ok": True, "detail": "0 s behind"}
    assert set(ready.json["checks"]) == {"registry", "database", "broker"}


def test_what_is_not_ready_is_named_and_no_secret_told(clock: HandClock, tmp_path: Path) -> None:
    def broken() -> tuple[bool, str]:
        raise OSError("redis://user:hidden@host")

    checks = {"lag": lambda: (False, "90 s behind"), "broker": broken}
    ready = bare(clock, tmp_path, checks=checks).get("/readyz")
    assert ready.status_code == 503
    assert ready.json["ok"] is False
    assert ready.json["checks"]["lag"]["detail"] == "90 s behind"
    assert ready.json["checks"]["broker"] == {"ok": False, "detail": "does not answer"}
    assert ready.json["checks"]["database"]["ok"] is True


def test_requests_are_counted_by_route_method_and_status(clock: HandClock, tmp_path: Path) -> None:
    lag = Gauge("tindak_example_lag", "Lag", registry=None)
    lag.set(3)
    client = bare(clock, tmp_path, collectors=[lag])
    for path in ("/", "/", "/nothing", "/api/v1/sessions/secret-in-path"):
        client.get(path)
    text = client.get("/metrics").get_data(as_text=True)
    samples = {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }
    assert samples["tindak_intake_requests_total", "GET", "/", "200"] == 2
    assert samples["tindak_intake_requests_total", "GET", "none", "404"] == 2
    assert samples["tindak_intake_request_seconds_count", "GET", "/"] == 2
    assert samples["tindak_example_lag",] == 3
    assert "secret-in-path" not in text
    assert client.get("/api/v1/intake/metrics").status_code == 200


def test_the_first_page_needs_nothing_from_elsewhere(clock: HandClock, tmp_path: Path) -> None:
    client = bare(clock, tmp_path)
    html = client.get("/").get_data(as_text=True)
    assert '<html lang="id">' in html
    assert 'lang="en"' in html
    for link in ("/api/v1/intake/docs", "/api/v1/followup/docs"):
        assert f'href="{link}"' in html
    assert not re.search(r"https?://|<script|<style|\bstyle=", html)
    for address in re.findall(r'<link[^>]* href="([^"]+)"', html):
        answer = client.get(address)
        assert answer.status_code == 200
        assert (
            answer.headers["Cache-Control"] == "no-cache"
            or "max-age" in (answer.headers["Cache-Control"])
        )
        answer.close()


@pytest.mark.parametrize("path", ["../web.py", "%2e%2e/web.py", "swagger-ui/../../web.py"])
def test_no_file_outside_is_served(clock: HandClock, tmp_path: Path, path: str) -> None:
    assert bare(clock, tmp_path).get(f"/static/{path}").status_code == 404


def test_a_plain_request_id_is_kept_and_any_other_replaced(
    clock: HandClock, tmp_path: Path
) -> None:
    client = bare(clock, tmp_path)
    given = new_id()
    assert client.get("/", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    made = client.get("/", headers={"X-Request-ID": '"} forged'}).headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f-]{36}", made)


def test_the_log_is_json_and_tells_no_secret(small_house: House) -> None:
    written = io.StringIO()
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    logs.configure(stream=written)
    try:
        headers = small_house.token("unit", "RT-MTK")
        small_house.client().get("/api/v1/things?cursor=hidden", headers=headers)
        small_house.client().get("/api/v1/things", headers=bearer("tl_unknown"))
        small_house.client().post("/api/v1/things", headers=headers, json={"name": "broken"})
        structlog.get_logger("x").info("said", password="hunter2", count=1)
        logging.getLogger("library").warning("plain %s", "words")
    finally:
        root.handlers, root.level = before
        structlog.reset_defaults()
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    answered = [one for one in lines if one["event"] == "answered"]
    assert [one["status"] for one in answered] == [422, 401, 500]
    assert answered[0]["route"] == "/api/v1/things"
    fault = next(one for one in lines if one["event"] == "fault")
    assert fault["request_id"] == answered[2]["request_id"]
    assert "RuntimeError" in fault["exception"]
    assert lines[-2]["password"] == "***"
    assert lines[-1]["event"] == "plain words"
    whole = written.getvalue()
    assert headers["Authorization"].removeprefix("Bearer ") not in whole
    for secret in ("hidden", "tl_unknown", "hunter2"):
        assert secret not in whole
