"""What `/metrics` shows of the outbox.

Owns: the gauges of what should have left and did not.
"""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from services.followup.letters.shown import stuck
from services.followup.place import Place
from shared.db import reading


class Outbox(Collector):
    """Letters that are late, parked or held, and parked webhook deliveries."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read anew for each scrape."""
        gauge = GaugeMetricFamily(
            "tindak_outbox_stuck", "What should have left and did not", labels=["what"]
        )
        with reading(self._place.engine) as conn:
            for what, count in stuck(conn, self._place.now(conn)).items():
                gauge.add_metric([what], count)
        yield gauge
