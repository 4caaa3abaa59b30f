"""One address for both services.

Owns: the table of path prefixes that says which service answers what, and the WSGI application
that follows it in the embedded mode. A production gateway's configuration is tested against it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from werkzeug.test import run_wsgi_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

INTAKE = "intake"
FOLLOWUP = "followup"
PREFIXES: Mapping[str, str] = {
    "/api/v1/evidence": INTAKE,
    "/api/v1/intake": INTAKE,
    "/api/v1/letters": INTAKE,
    "/api/v1/recommendations": INTAKE,
    "/api/v1/sessions": INTAKE,
    "/api/v1/streams": INTAKE,
    "/admin": FOLLOWUP,
    "/api/v1/amendments": FOLLOWUP,
    "/api/v1/calendar": FOLLOWUP,
    "/api/v1/cases": FOLLOWUP,
    "/api/v1/deadlines": FOLLOWUP,
    "/api/v1/escalations": FOLLOWUP,
    "/api/v1/extension-requests": FOLLOWUP,
    "/api/v1/followup": FOLLOWUP,
    "/api/v1/letters-out": FOLLOWUP,
    "/api/v1/policy": FOLLOWUP,
    "/api/v1/webhooks": FOLLOWUP,
    "/eskalasi": FOLLOWUP,
    "/penolakan": FOLLOWUP,
    "/kalender": FOLLOWUP,
    "/langganan": FOLLOWUP,
    "/perkiraan": FOLLOWUP,
    "/register": FOLLOWUP,
    "/rekomendasi": FOLLOWUP,
    "/tenggat": FOLLOWUP,
    "/statistik": FOLLOWUP,
    "/tugas": FOLLOWUP,
    "/verifikasi": FOLLOWUP,
    "/wilayah": FOLLOWUP,
}
BOTH = ("/healthz", "/metrics", "/readyz")


def service_of(path: str) -> str:
    """The service that answers `path`: by the first three steps of an API path, by the first step
    of a page; the pages and files that both know are intake's."""
    depth = 4 if path.startswith("/api/") else 2
    return PREFIXES.get("/".join(path.split("/")[:depth]), INTAKE)


def dispatch(apps: "Mapping[str, WSGIApplication]") -> "WSGIApplication":
    """One application out of one per service. Health and metrics ask every service: ready is who
    is ready altogether."""

    def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path in BOTH and environ["REQUEST_METHOD"] == "GET":
            return _all(apps, environ, start)
        return apps[service_of(path)](environ, start)

    return application


def _all(
    apps: "Mapping[str, WSGIApplication]", environ: "WSGIEnvironment", start: "StartResponse"
) -> Iterable[bytes]:
    answers = {name: run_wsgi_app(app, dict(environ), buffered=True) for name, app in apps.items()}
    bodies = {name: b"".join(body) for name, (body, _, _) in answers.items()}
    statuses = [status for _, status, _ in answers.values()]
    headers = next(iter(answers.values()))[2]
    if environ["PATH_INFO"] == "/metrics":
        whole = b"".join(bodies.values())
    else:
        whole = json.dumps({name: json.loads(body) for name, body in bodies.items()}).encode()
    headers["Content-Length"] = str(len(whole))
    start(max(statuses), headers.to_wsgi_list())
    return [whole]
