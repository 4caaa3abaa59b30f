"""What Prometheus reads.

Owns: one collector registry per app, with the requests answered and how long they took. The
service's name begins every name, so that both services' pages may be joined into one.
"""

import time
from collections.abc import Sequence

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from shared import auth


def register(app: Flask, name: str, collectors: Sequence[Collector]) -> None:
    """Counts every request; `/metrics` (and the service's own) show it and the `collectors`."""
    registry = CollectorRegistry()
    for collector in collectors:
        registry.register(collector)
    _count(app, name, registry)

    @auth.open_route
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    for rule in ("/metrics", f"/api/v1/{name}/metrics"):
        app.add_url_rule(rule, f"metrics {rule}", metrics)


def _count(app: Flask, name: str, registry: CollectorRegistry) -> None:
    answered = Counter(
        f"tindak_{name}_requests", "Requests answered", ["method", "route", "status"],
        registry=registry,
    )  # fmt: skip
    took = Histogram(
        f"tindak_{name}_request_seconds", "Seconds from request to answer", ["method", "route"],
        registry=registry,
    )  # fmt: skip

    @app.after_request
    def count(answer: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        answered.labels(request.method, route, str(answer.status_code)).inc()
        took.labels(request.method, route).observe(time.perf_counter() - g.began)
        return answer
