"""Making the dossier of one recommendation.

Owns: finding it by its code, refusing one that is not what was said, and the order of the files.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from launcher.dossier.pack import Pack
from services.followup.amendments import rulings
from services.followup.remaking import refold
from services.followup.store import cursors
from services.followup.store.tables import CALENDAR
from services.followup.store.tables import streams as own_streams
from services.intake import recheck
from services.intake.store import tables
from services.intake.store.tables import streams as intake_streams
from shared.db import reading
from shared.kept import Changed
from shared.refusal import Conflict, NotFound

Found = Row[Any, Any, Any]
"""A recommendation's id, its stream and its letter."""


class UnknownCode(NotFound):
    """No recommendation has that code."""


class Tampered(Conflict):
    """What is kept of it is not what was said: it must be looked at, not handed on."""


def make(
    intake: Engine, own: Engine, evidence: Path, code: str, output: Path, *, made_at: datetime
) -> str:
    """Write the dossier; answers its manifest's SHA-256. The file appears whole or not at all.

    Raises UnknownCode, Tampered.
    """
    part = output.with_name(f"{output.name}.part")
    with reading(own) as mine, reading(intake) as theirs:
        one = _found(theirs, code)
        for changed in _changed(mine, theirs, evidence, one):
            raise Tampered("{where}, {what}: {reason}.", **vars(changed))
        try:
            with os.fdopen(_private(part), "wb") as file:
                pack = Pack(file)
                _fill(pack, mine, theirs, evidence, one)
                seal = pack.close(code, made_at)
                file.flush()
                os.fsync(file.fileno())
            part.replace(output)
        finally:
            part.unlink(missing_ok=True)
    return seal


def _found(conn: Connection, code: str) -> Found:
    table = tables.recommendation
    query = select(table.c.id, table.c.kanwil, table.c.letter_id).where(table.c.code == code)
    row = conn.execute(query).one_or_none()
    if row is None:
        raise UnknownCode("There is no recommendation {code}.", code=code)
    return row


def _changed(mine: Connection, theirs: Connection, evidence: Path, one: Found) -> Iterator[Changed]:
    for service, streams, conn in (
        ("intake", intake_streams, theirs),
        ("followup", own_streams, mine),
    ):
        for bad in streams.verify(conn):
            if bad.stream in (one.kanwil, CALENDAR):
                yield Changed(f"{service}, stream {bad.stream}", f"sequence {bad.seq}", bad.reason)
                return
    said = intake_streams.about(theirs, one.id)
    yield from recheck.told(theirs, evidence, said)
    yield from recheck.unshown(theirs, evidence, tables.evidence.c.recommendation_id == one.id)
    held = cursors.read(mine, one.kanwil)
    if held is not None and said[0].seq <= held.seq:
        rules = rulings.rules(mine)
        yield from refold.changed(mine, held, rules, [one.id], lambda _: said)


def _fill(pack: Pack, mine: Connection, theirs: Connection, evidence: Path, one: Found) -> None:
    whole = (one.letter_id, one.id)
    pack.events("intake", intake_streams.of(theirs, one.kanwil, whole))
    pack.chain("intake", intake_streams, theirs, one.kanwil)
    there = own_streams.heads(mine)
    if one.kanwil in there:
        pack.events("followup", own_streams.of(mine, one.kanwil, [one.id]))
        pack.chain("followup", own_streams, mine, one.kanwil)
    if CALENDAR in there:
        pack.events("followup", own_streams.read(mine, CALENDAR, 0, there[CALENDAR][0]))
        pack.chain("followup", own_streams, mine, CALENDAR)
    pack.rows(mine, one.id)
    pack.evidence(theirs, evidence, one.id)


def _private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
