"""What is there when a run is over, read once: from the databases, the mail server and the ledger.

Owns: the shape of what is judged, and reading it.
"""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from launcher.places import ROOT
from services.followup.certificate import kept
from services.followup.certificate.content import read_text
from services.followup.letters.tables import departure, letter
from services.followup.store.tables import journal
from services.followup.store.tables import streams as own_streams
from services.intake.store.tables import streams as intake_streams
from shared.db import open_engine, reading
from shared.events import Event
from shared.stream import Streams
from tests.faults.grounds.ground import TINDAK, Ground
from tests.faults.ledger import Ledger, Said
from tests.faults.march import Struck
from tests.faults.post import Transaction

MOST_CERTIFICATES = 1000


@dataclass(frozen=True)
class Line:
    """A line of the journal."""

    about: str
    kind: str
    rung: str | None
    round: int
    at: datetime
    to: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """A letter of the outbox; `message_id` is its departure's, where it has one."""

    about: str
    kind: str
    occasion: str
    round: int
    to: str
    state: str
    reason: str | None
    message_id: str | None


@dataclass(frozen=True)
class Outcome:
    """Everything that a run is judged by. `until`: time has spoken up to that instant, unless
    something is `unsettled`."""

    said: Sequence[Said]
    wrong_answers: Sequence[str]
    struck: Sequence[Struck]
    events: Sequence[Event]
    lines: Sequence[Line]
    letters: Sequence[Letter]
    departed: Mapping[str, str]
    transactions: Sequence[Transaction]
    until: datetime
    audit: Sequence[str]
    verify: Sequence[str]
    alarms: Sequence[str]
    unsettled: Sequence[str] = ()


def read(
    ground: Ground, ledger: Ledger, struck: Sequence[Struck], until: datetime,
    unsettled: Sequence[str],
) -> Outcome:  # fmt: skip
    """The outcome of a run that has settled, or did not come to it."""
    intake = open_engine(ground.environment["TINDAK_INTAKE_DATABASE_URL"])
    own = open_engine(ground.environment["TINDAK_FOLLOWUP_DATABASE_URL"])
    try:
        with reading(intake) as theirs, reading(own) as mine:
            return Outcome(
                said=ledger.said,
                wrong_answers=ledger.wrong_answers,
                struck=struck,
                events=[*_events(theirs, intake_streams), *_events(mine, own_streams)],
                lines=_lines(mine),
                letters=_letters(mine),
                departed=_departed(mine),
                transactions=list(ground.post.transactions),
                until=until,
                audit=_checked(ground, "audit"),
                verify=_checked(ground, "verify"),
                alarms=_alarms(mine),
                unsettled=unsettled,
            )
    finally:
        intake.dispose()
        own.dispose()


def _events(conn: Connection, streams: Streams) -> list[Event]:
    found: list[Event] = []
    for name in sorted(streams.heads(conn)):
        while page := streams.read(conn, name, found[-1].seq if _same(found, name) else 0, 500):
            found += page
    return found


def _same(found: Sequence[Event], stream: str) -> bool:
    return bool(found) and found[-1].stream == stream


def _lines(conn: Connection) -> list[Line]:
    rows = conn.execute(select(journal).order_by(journal.c.recommendation_id, journal.c.position))
    return [
        Line(row.recommendation_id, row.kind, row.rung, row.round, row.at, tuple(row.to))
        for row in rows
    ]


def _letters(conn: Connection) -> list[Letter]:
    query = select(letter, departure.c.message_id).outerjoin(
        departure, departure.c.id == letter.c.departure
    )
    return [
        Letter(row.recommendation_id, row.kind, row.occasion, row.round, row.recipient, row.state,
               row.reason, row.message_id)
        for row in conn.execute(query)
    ]  # fmt: skip


def _departed(conn: Connection) -> dict[str, str]:
    """The state of each departure, by Message-ID."""
    rows = conn.execute(select(departure.c.message_id, departure.c.state))
    return {row.message_id: row.state for row in rows}


def _alarms(conn: Connection) -> list[str]:
    """Certificates that say something is wrong."""
    found = [read_text(row.text) for row in kept.listed(conn, None, MOST_CERTIFICATES)]
    return [f"{one.as_of.isoformat()}: {dict(one.findings)}" for one in found if not one.clean]


def _checked(ground: Ground, verb: str) -> list[str]:
    """What `tindak VERB` finds wrong; nothing where it ends with 0."""
    done: Any = subprocess.run(
        [*TINDAK, verb], env=dict(ground.environment), cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    words = (done.stdout + done.stderr).splitlines()
    return words if done.returncode else []
