"""`tindak restore FILE [--only PART]`: a backup returns to an empty place.

Owns: what is looked at before and told after. Nothing may run on the place meanwhile.
"""

import argparse
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from launcher import desk, environment, migrations, places
from launcher.backup import archive, bring_back, targets
from launcher.backup.archive import Backup
from launcher.backup.kept import ALWAYS, KEPT
from launcher.proof import findings
from shared import config, logs
from shared.config import Settings
from shared.db import open_engine

UNUSED = """\
The backup holds secrets ({names}) that this configuration replaces by its own: take what you need
with `tar -xOf {file} kept/NAME`. Webhooks are signed by a secret that follows from secret-key."""


def run(argv: list[str]) -> int:
    """Restore, then verify; answers 1 where what came back is not what was said."""
    parser = argparse.ArgumentParser(prog="tindak restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--only", choices=[one for one in bring_back.PARTS if one != "intake"],
        help="one lost part, beside an intake that is alive",
    )  # fmt: skip
    asked = parser.parse_args(argv[1:])
    logs.configure(logging.WARNING)
    embedded = environment.is_embedded(os.environ)
    with archive.read(asked.file) as backup, ExitStack() as stack:
        if embedded and asked.only != bring_back.EVIDENCE:  # which is written once, and never wrong
            stack.enter_context(places.held(places.data_folder(os.environ)))
        settings = stack.enter_context(_place(backup, whole=asked.only is None, embedded=embedded))
        written = _bring_back(backup, settings, asked.only)
        print(_told(backup, asked.only, written))
        unused = [name for name in backup.manifest.kept if not (embedded or name in ALWAYS)]
        if unused and asked.only is None:
            print(UNUSED.format(names=", ".join(unused), file=asked.file))
    return _verified(settings)


@contextmanager
def _place(backup: Backup, *, whole: bool, embedded: bool) -> Iterator[Settings]:
    """The settings of the place, with the backup's secrets in it; gone again if the block fails."""
    data = places.named(os.environ)
    names = (KEPT if embedded else ALWAYS) if whole else ()
    with targets.secrets(backup, data, names):
        settings = config.load(environment.settled(os.environ))
        with targets.databases(migrations.addresses(settings)):
            yield settings


def _bring_back(backup: Backup, settings: Settings, only: str | None) -> int:
    urls = migrations.addresses(settings)
    engines = {name: open_engine(url, pool_size=1) for name, url in urls.items()}
    try:
        written = bring_back.bring_back(backup, engines, settings.data, settings.clock, only)
        if only in (None, "registry"):
            bring_back.open_the_feed(engines["registry"], settings.feed_token)
        return written
    finally:
        for engine in engines.values():
            engine.dispose()


def _told(backup: Backup, only: str | None, files: int) -> str:
    said = backup.manifest
    rows = [one.rows for name, one in said.databases.items() if only in (None, name)]
    damaged = [f"\nthe backup lacks evidence {one}" for one in said.evidence.damaged]
    return (
        f"Restored as of {said.as_of:%Y-%m-%d %H:%M:%S} UTC: {sum(rows)} rows of {len(rows)} "
        f"databases, {files} files of evidence.{''.join(damaged)}"
    )


def _verified(settings: Settings) -> int:
    wrong = 0
    with desk.database(settings, "intake") as intake, desk.database(settings, "followup") as own:
        for finding in findings(intake, own, settings.data / bring_back.EVIDENCE):
            wrong += finding.wrong
            print(finding.text)
    print(f"Verified: {wrong} findings.")
    return 1 if wrong else 0
