"""Whether the process lives, and whether it can do its work.

Owns: `/healthz` (it answers) and `/readyz` (every check is well; else 503, naming those that are
not). The databases are checked here; each service adds its own checks.
"""

from collections.abc import Callable, Mapping

import structlog
from flask import Flask, Response, jsonify
from sqlalchemy import Engine, text

from shared import auth
from shared.context import Engines
from shared.db import reading

Check = Callable[[], tuple[bool, str]]
_log = structlog.get_logger("health")


def register(app: Flask, name: str, engines: Engines, checks: Mapping[str, Check]) -> None:
    """Both routes, at the root and under the service's own prefix."""
    every = {"registry": answers(engines.registry), "database": answers(engines.own), **checks}

    @auth.open_route
    def healthz() -> Response:
        return jsonify({"service": name, "ok": True})

    @auth.open_route
    def readyz() -> Response:
        found = {check: outcome(check, call) for check, call in every.items()}
        ready = all(ok for ok, _ in found.values())
        shown = {check: {"ok": ok, "detail": detail} for check, (ok, detail) in found.items()}
        answer = jsonify({"service": name, "ok": ready, "checks": shown})
        answer.status_code = 200 if ready else 503
        return answer

    for prefix in ("", f"/api/v1/{name}"):
        app.add_url_rule(f"{prefix}/healthz", f"healthz {prefix}", healthz)
        app.add_url_rule(f"{prefix}/readyz", f"readyz {prefix}", readyz)


def answers(engine: Engine) -> Check:
    """A check that the database answers."""

    def check() -> tuple[bool, str]:
        with reading(engine) as conn:
            conn.execute(text("SELECT 1"))
        return True, "answers"

    return check


def outcome(name: str, check: Check) -> tuple[bool, str]:
    """What the check found; one that fails is not well, and tells no secret."""
    try:
        return check()
    except Exception as error:  # whatever is wrong, the probe must be told, and told no secret
        _log.error("check_failed", check=name, exc_info=error)
        return False, "does not answer"
