"""Whether both services keep what was said.

Owns: the order of the proof. First the chains, then the heads that were noted of them, then what
follows from them: intake's rows and files by its events, followup's cases by folding them again
from both services' streams. Each database is read in one steady view, followup's first: what its
cursor has heard stands in intake.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from launcher import anchors
from launcher.anchors import Anchor
from services.followup.amendments import rulings
from services.followup.certificate import chain
from services.followup.remaking import recalendar, refold
from services.followup.store import cursors
from services.followup.store.tables import streams as own_streams
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


def findings(
    intake: Engine, own: Engine, evidence: Path, noted: Sequence[Anchor] = ()
) -> Iterator[Finding]:
    """Everything that is wrong, and for each service how much was read; the chains must pass
    through the heads that somebody `noted`, and through those of the last certificate."""
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
        yield from _anchored(mine, theirs, noted)
        yield from _told("intake", _intake(theirs, evidence, broken))
        yield from _told("followup", _followup(mine, theirs, broken))


def _anchored(mine: Connection, theirs: Connection, noted: Sequence[Anchor]) -> Iterator[Finding]:
    """A certificate that is not as it was kept says nothing of other chains."""
    conns = {"intake": theirs, "followup": mine}
    for text in anchors.wrong(noted, conns):
        yield Finding(f"anchor {text}")
    if noted:
        yield Finding(f"{len(noted)} anchors compared.", wrong=False)
    broken = list(chain.changed(mine))
    yield from _told("followup", broken)
    if not broken:
        said = [Anchor(one.service, one.stream, one.seq, one.hash) for one in chain.heads(mine)]
        for text in anchors.wrong((one for one in said if one.seq), conns):
            yield Finding(f"last certificate: {text}")


def _intake(conn: Connection, evidence: Path, broken: set[str]) -> Iterator[Changed]:
    for stream in sorted(intake_streams.heads(conn).keys() - broken):
        yield from recheck.changed(conn, evidence, stream)
    yield from recheck.unshown(conn, evidence)


def _followup(mine: Connection, theirs: Connection, broken: set[str]) -> Iterator[Changed]:
    """A case is folded again where the chains that it follows from are whole."""
    yield from recalendar.changed(mine)
    rules = rulings.rules(mine)
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
