"""Whether both services keep what was said.

Owns: the order of the proof. First the chains, then what follows from them: intake's rows and
files by its events, followup's cases by folding them again from both services' streams. Each
database is read in one steady view, followup's first: what its cursor has heard stands in intake.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from services.followup import cursors, decrees, recalendar, refold
from services.followup.rules import Rules
from services.followup.tables import streams as own_streams
from services.intake import recheck
from services.intake.store.tables import streams as intake_streams
from shared.db import reading
from shared.kept import Changed
from shared.stream import Streams


@dataclass(frozen=True)
class Finding:
    """One line of the proof, and whether it tells that something is wrong."""

    text: str
    wrong: bool = True


def findings(intake: Engine, own: Engine, evidence: Path) -> Iterator[Finding]:
    """Everything that is wrong, and for each service how much was read."""
    with reading(own) as mine, reading(intake) as theirs:
        broken = set[str]()
        for service, streams, conn in (
            ("intake", intake_streams, theirs),
            ("followup", own_streams, mine),
        ):
            for bad in streams.verify(conn):
                broken.add(bad.stream)
                place = f"stream {bad.stream}, sequence {bad.seq}"
                yield Finding(f"{service}: {place}: {bad.reason}.")
            yield _counted(service, streams, conn)
        yield from _told("intake", _intake(theirs, evidence, broken))
        yield from _told("followup", _followup(mine, theirs, broken))


def _intake(conn: Connection, evidence: Path, broken: set[str]) -> Iterator[Changed]:
    for stream in sorted(intake_streams.heads(conn).keys() - broken):
        yield from recheck.changed(conn, evidence, stream)
    yield from recheck.unshown(conn, evidence)


def _followup(mine: Connection, theirs: Connection, broken: set[str]) -> Iterator[Changed]:
    """A case is folded again where the chains that it follows from are whole."""
    yield from recalendar.changed(mine)
    rules = Rules(decrees.calendars(mine))
    for held in cursors.read_all(mine):
        if held.stream not in broken:
            recorded = recheck.recorded(theirs, held.stream, held.seq)
            yield from refold.changed(
                mine, held, rules, recorded, lambda id_: intake_streams.about(theirs, id_)
            )
    if not broken:
        yield from refold.unfounded(mine, lambda id_: intake_streams.about(theirs, id_))


def _told(service: str, changed: Iterable[Changed]) -> Iterator[Finding]:
    for one in changed:
        yield Finding(f"{service}: {one.where}, {one.what}: {one.reason}.")


def _counted(service: str, streams: Streams, conn: Connection) -> Finding:
    heads = streams.heads(conn)
    count = sum(head for head, _ in heads.values())
    return Finding(f"{service}: {len(heads)} streams, {count} events read.", wrong=False)
