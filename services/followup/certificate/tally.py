"""The audit of everything, counted.

Owns: reading each stream to its head, looking at every case, and what is counted and kept of it:
memory grows with the number of streams and findings, never with that of cases.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

import structlog

from services.followup.certificate.alarms import key_of, told
from services.followup.certificate.content import Head, Shown
from services.followup.hearing.receive import StreamStopped, catch_up
from services.followup.place import Place
from services.followup.store import cursors
from services.followup.store.tables import streams
from services.followup.watch.audit import BeingRebuilt, Look, looks, reaches_to
from services.followup.watch.comparison import Finding
from shared.db import reading

INTAKE, FOLLOWUP = "intake", "followup"
MOST_SHOWN = 200
"""Of each stream as many that were told before, and as many that were not, so that what is old
crowds out no alarm; all are counted."""
_log = structlog.get_logger("certificate")


@dataclass
class Tally:
    """What was counted, up to `as_of` at least in every stream."""

    as_of: datetime
    calendar_version: int
    policy_version: int
    policy: str
    heads: list[Head]
    open_cases: int = 0
    closed_cases: int = 0
    rungs_expected: int = 0
    rungs_fired: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    shown: list[Shown] = field(default_factory=list)

    def count(self, look: Look) -> None:
        """One more look."""
        if look.first is not None:
            self.open_cases += not look.closed
            self.closed_cases += look.closed
        self.rungs_expected += look.expected
        self.rungs_fired += look.fired
        self.findings.update(one.wrong for one in look.findings)

    def show(self, finding: Finding, look: Look) -> None:
        """Keep a finding in full."""
        data = look.first.data if look.first else {}
        self.shown.append(
            Shown(
                stream=finding.stream,
                ombudsman=str(data.get("ombudsman", {}).get("code", "")),
                code=str(data.get("code", "")),
                recommendation_id=finding.recommendation_id,
                rung=finding.rung,
                round=finding.round,
                wrong=finding.wrong,
                expected_at=finding.expected_at,
                found_at=finding.found_at,
                salt=secrets.token_hex(16),
            )
        )


def tally(place: Place, renew: Callable[[], None]) -> Tally:
    """Every stream read to its head, then every case audited up to what a sweep has come to;
    `renew` is called between two cases. Raises IntakeUnreachable, BeingRebuilt, TurnLost."""
    for name in _names(place):
        try:
            catch_up(place, name)
        except StreamStopped as error:  # it stands where it stands, and the certificate says where
            _log.warning("stream_stands", stream=name, reason=str(error))
    found, reach = _begun(place)
    with reading(place.engine) as conn:
        known = told(conn)
    for cursor, until in reach:
        room = {True: MOST_SHOWN, False: MOST_SHOWN}
        for look in looks(place, cursor, until):
            found.count(look)
            for finding in look.findings:
                old = key_of(finding) in known
                if room[old]:
                    room[old] -= 1
                    found.show(finding, look)
            renew()
    return found


def _names(place: Place) -> list[str]:
    with reading(place.engine) as conn:
        return [one.stream for one in cursors.read_all(conn)]


def _begun(place: Place) -> tuple[Tally, list[tuple[cursors.Cursor, datetime]]]:
    """One steady view of how far everything reaches."""
    with reading(place.engine) as conn:
        now = place.now(conn)
        held = cursors.read_all(conn)
        reach = [(one, reaches_to(conn, one)) for one in held]
        rules = place.rules(conn)
        own = sorted(streams.heads(conn).items())
    known = [(one, until) for one, until in reach if until is not None]
    if len(known) < len(held):
        raise BeingRebuilt("Not every stream has been read to its head yet.")
    heads = [Head(INTAKE, one.stream, one.seq, one.hash, until) for one, until in known]
    heads += [Head(FOLLOWUP, name, seq, hash_) for name, (seq, hash_) in own]
    as_of = min([now, *(until for _, until in known)])
    calendar, policy = rules.calendar_at(now).version, rules.at(now).policy.version
    rows = sha256(repr(rules.policies).encode()).hexdigest()
    return Tally(as_of, calendar, policy, rows, heads), known
