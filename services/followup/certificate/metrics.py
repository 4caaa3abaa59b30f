"""What `/metrics` and `/readyz` show of certificates.

Owns: the gauges of the last certificate and of notices that did not leave, and the check.
"""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from services.followup.certificate import notices
from services.followup.certificate.standing import Standing, judged, standing
from services.followup.certificate.words import WRONG
from services.followup.place import Place
from shared.db import reading
from shared.health import Check


def check(place: Place) -> Check:
    """Whether the last certificate is young and clean."""

    def certificate() -> tuple[bool, str]:
        found = standing(place)
        return found.well, found.words

    return certificate


class Certificates(Collector):
    """The last certificate as numbers."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read anew for each scrape."""
        with reading(self._place.engine) as conn:
            found = judged(conn, self._place.now(conn))
            states = notices.counted(conn)
        yield GaugeMetricFamily(
            "tindak_certificate_age_seconds",
            "Domain seconds since the instant that the last certificate vouches for",
            value=float("inf") if found.age is None else found.age.total_seconds(),
        )
        yield GaugeMetricFamily(
            "tindak_certificate_well",
            "1 while the last certificate is young and clean",
            value=int(found.well),
        )
        yield from _counts(found)
        gauge = GaugeMetricFamily(
            "tindak_notices", "Alarms and anchors by e-mail, in each state", labels=["state"]
        )
        for state, count in states.items():
            gauge.add_metric([state], count)
        yield gauge


def _counts(found: Standing) -> Iterator[GaugeMetricFamily]:
    """Nothing is said of what was never counted."""
    if found.last is None:
        return
    wrong = GaugeMetricFamily(
        "tindak_certificate_findings", "What the last certificate found", labels=["wrong"]
    )
    for name in WRONG:
        wrong.add_metric([name], found.last.findings.get(name, 0))
    yield wrong
    cases = GaugeMetricFamily(
        "tindak_certificate_cases", "Cases that the last certificate looked at", labels=["case"]
    )
    cases.add_metric(["open"], found.last.open_cases)
    cases.add_metric(["closed"], found.last.closed_cases)
    yield cases
