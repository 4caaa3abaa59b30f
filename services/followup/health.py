"""Whether followup can do its work, for probes and for Prometheus.

Owns: what is measured: how far each stream is behind, streams that stand, the age of the last
sweep, the longest due case that nobody swept, the cases that are stuck, and the last
certificate.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Connection

from services.followup.certificate import metrics as certificates
from services.followup.letters import held
from services.followup.place import Place
from services.followup.store import cursors, instants, pulse, stuck
from shared.clock import real_now
from shared.db import reading
from shared.health import Check

TOO_OLD = timedelta(seconds=60)
SHOWN = 10


def checks(place: Place) -> Mapping[str, Check]:
    """What readiness asks beside the databases."""

    def streams() -> tuple[bool, str]:
        with reading(place.engine) as conn:
            stand = [one for one in cursors.read_all(conn) if one.poison]
        if stand:
            return False, "; ".join(f"{one.stream}: {one.poison}" for one in stand)
        return True, "none stands"

    def lag() -> tuple[bool, str]:
        with reading(place.engine) as conn:
            behind = {one.stream: one.head - one.seq for one in cursors.read_all(conn)}
            at, fault = pulse.last(conn, pulse.REPAIR)
        far = {name: events for name, events in behind.items() if events > 0}
        told = fault or f"{sum(far.values())} events behind in {len(far)} streams"
        return _young(at) and not fault, told if _young(at) else _silent("repair", at, fault)

    def sweep() -> tuple[bool, str]:
        with reading(place.engine) as conn:
            at, fault = pulse.last(conn, pulse.SWEEP)
        told = fault or f"last at {at}"
        return _young(at) and not fault, told if _young(at) else _silent("sweep", at, fault)

    def cases() -> tuple[bool, str]:
        with reading(place.engine) as conn:
            aside = stuck.every(conn)
        told = [f"{one.recommendation_id}: {one.reason}" for one in aside[:SHOWN]]
        more = [f"{len(aside) - SHOWN} more"] if len(aside) > SHOWN else []
        return not aside, "; ".join([*told, *more]) or "none is stuck"

    return {
        "streams": streams,
        "lag": lag,
        "sweep": sweep,
        "cases": cases,
        "certificate": certificates.check(place),
        "letters": held.check(place),
    }


class Followup(Collector):
    """The same as numbers."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read anew for each scrape."""
        with reading(self._place.engine) as conn:
            yield from _streams(conn)
            yield from _ages(conn, self._place.now(conn))


def collector(place: Place) -> Collector:
    """What `/metrics` shows of followup."""
    return Followup(place)


def _streams(conn: Connection) -> Iterator[GaugeMetricFamily]:
    lag = GaugeMetricFamily(
        "tindak_followup_lag_events", "Events of intake not applied yet", labels=["stream"]
    )
    stands = GaugeMetricFamily(
        "tindak_followup_stream_stands", "1 where a stream stands still", labels=["stream"]
    )
    for one in cursors.read_all(conn):
        lag.add_metric([one.stream], max(0, one.head - one.seq))
        stands.add_metric([one.stream], 1 if one.poison else 0)
    yield lag
    yield stands
    yield GaugeMetricFamily(
        "tindak_followup_stuck_cases",
        "Cases that cannot take what was said",
        value=len(stuck.every(conn)),
    )


def _ages(conn: Connection, now: datetime) -> Iterator[GaugeMetricFamily]:
    for name in (pulse.SWEEP, pulse.REPAIR):
        at, _ = pulse.last(conn, name)
        age = (real_now() - at).total_seconds() if at else float("inf")
        yield GaugeMetricFamily(
            f"tindak_followup_{name}_age_seconds", f"Seconds since the last {name}", value=age
        )
    oldest = instants.oldest_due(conn, now)
    yield GaugeMetricFamily(
        "tindak_followup_unswept_seconds",
        "Domain seconds for which the longest due case waits",
        value=(now - oldest).total_seconds() if oldest else 0,
    )


def _silent(what: str, at: datetime | None, fault: str | None) -> str:
    """Why nothing was heard of the workers' work for longer than it may take."""
    last = f"the last one was at {at:%Y-%m-%dT%H:%M:%SZ}" if at else "there was none yet"
    return f"no {what} runs: {last}" + (f" ({fault})" if fault else "")


def _young(at: datetime | None) -> bool:
    return at is not None and real_now() - at < TOO_OLD
