"""One address: every path goes to its own service, health and metrics to both."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from shared import gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def service(name: str, status: str = "200 OK") -> "WSGIApplication":
    """A service that answers its own name and the path."""

    def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        start(status, [("Content-Type", "application/json")])
        return [f'{{"{name}": "{environ["PATH_INFO"]}"}}\n'.encode()]

    return application


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "intake"),
        ("/static/front.css", "intake"),
        ("/api/v1/letters", "intake"),
        ("/api/v1/letters/1", "intake"),
        ("/api/v1/recommendations/1/receipt", "intake"),
        ("/api/v1/streams/KANWIL-BABEL/events", "intake"),
        ("/api/v1/streams/events", "intake"),
        ("/api/v1/sessions/current", "intake"),
        ("/api/v1/intake/docs", "intake"),
        ("/api/v1/followup/docs", "followup"),
        ("/api/v1/cases", "followup"),
        ("/api/v1/deadlines/preview", "followup"),
        ("/api/v1/escalations/1/decisions", "followup"),
        ("/api/v1/extension-requests/1/refusal", "followup"),
        ("/api/v1/calendar/amendments", "followup"),
        ("/api/v1/letters-out", "followup"),
        ("/api/v1/webhooks/1", "followup"),
        ("/api/v1/evidence/1", "intake"),
        ("/api/v1/casesx", "intake"),
        ("/masuk", "intake"),
        ("/tugas", "followup"),
        ("/rekomendasi/REK-BABEL-2022-0001", "followup"),
        ("/eskalasi/1/akui", "followup"),
        ("/register", "followup"),
        ("/registerx", "intake"),
        ("/api/v1", "intake"),
        ("", "intake"),
    ],
)
def test_each_path_goes_to_its_service(path: str, name: str) -> None:
    client = Client(gateway.dispatch({n: service(n) for n in ("intake", "followup")}))
    assert client.get(path).json == {name: path}


def test_ready_is_who_is_ready_altogether() -> None:
    apps = {"intake": service("a"), "followup": service("b", "503 SERVICE UNAVAILABLE")}
    answer = Client(gateway.dispatch(apps)).get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"intake": {"a": "/readyz"}, "followup": {"b": "/readyz"}}
    apps["followup"] = service("b")
    assert Client(gateway.dispatch(apps)).get("/readyz").status_code == 200


def test_metrics_are_joined() -> None:
    apps = {"intake": service("a"), "followup": service("b")}
    answer = Client(gateway.dispatch(apps)).get("/metrics")
    assert answer.data == b'{"a": "/metrics"}\n{"b": "/metrics"}\n'
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("method", ["HEAD", "POST"])
def test_other_methods_ask_one_service(method: str) -> None:
    apps = {"intake": service("a"), "followup": service("b")}
    assert Client(gateway.dispatch(apps)).open("/healthz", method=method).status_code == 200
