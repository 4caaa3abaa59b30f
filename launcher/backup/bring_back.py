"""Bringing a backup back.

Owns: the order of a restore. The file is compared with its manifest, and the place looked at,
before anything is written; the databases are filled in transactions that all stay open until the
last one is full. What an earlier installation may have sent since waits for an admin's word.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Engine, select

from launcher.backup import targets
from launcher.backup.archive import Backup
from launcher.backup.fill import fill, require_known
from launcher.backup.manifest import Head
from launcher.oneline import OneLine
from services.followup.letters import origin
from services.intake.store.tables import streams
from shared import tokens
from shared.clock import Clock
from shared.db import clock_reading, reading, writing

ORDER = ("registry", "intake", "followup")
EVIDENCE = "evidence"
PARTS = (*ORDER, EVIDENCE)


class NotItsPast(OneLine):
    """The backup of followup heard another intake than the one that is here."""


def bring_back(
    backup: Backup, engines: Mapping[str, Engine], data: Path, clock: Clock, only: str | None = None
) -> int:
    """Fill the databases and the folder of evidence, all or nothing; answers how many files were
    written. `only` names one part of the four. Raises NotEmpty, TooNew, NotItsPast, NotWhole."""
    names = [name for name in ORDER if only in (None, name)]
    for name in names:
        require_known(name, backup.manifest.databases[name].schema)
    targets.require_empty({name: engines[name] for name in names})
    if only == "followup":
        _require_its_past(engines["intake"], backup.manifest.databases["followup"].heard)
    with ExitStack() as stack:
        written = 0
        if only in (None, EVIDENCE):
            written = stack.enter_context(targets.files(backup, data / EVIDENCE))
        for name in reversed(names):  # the last to be opened commits first: nothing is ahead of
            conn = stack.enter_context(writing(engines[name]))  # what it heard, should one fail
            fill(conn, name, backup.manifest.databases[name], backup)
            if name == "followup":
                origin.restored(conn, clock_reading(conn, clock), backup.manifest.as_of)
    return written


def open_the_feed(registry: Engine, secret: str) -> None:
    """The installation's own token opens its feed, whatever the backup's was."""
    with writing(registry) as conn:
        tokens.ensure(conn, secret, "service", None, "followup reads the feed")


def _require_its_past(intake: Engine, heard: Mapping[str, Head]) -> None:
    """Everything that the backup heard must stand in intake as it was heard."""
    event = streams.event
    with reading(intake) as conn:
        for stream, (seq, hash_) in heard.items():
            here = (event.c.stream == stream) & (event.c.seq == seq)
            if seq and conn.execute(select(event.c.hash).where(here)).scalar() != hash_:
                raise NotItsPast(
                    f"The backup heard an event {seq} of {stream} that intake does not have: it is "
                    "of another installation, or intake is older. Restore all of one backup."
                )
