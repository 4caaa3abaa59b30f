"""What the operator's verbs stand on: the settings, and a database at the current schema.

Owns: opening both; the log of a verb tells warnings alone. A data folder of the embedded default
that holds nothing yet is brought to the current schema first; a configured installation is
migrated by `tindak migrate` alone.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from launcher import environment, migrations, places
from launcher.oneline import OneLine
from shared import config, logs
from shared.config import Settings
from shared.db import open_engine, writing
from shared.revisions import check


class NoInstallation(OneLine):
    """What looks at an installation finds none."""


def settings() -> Settings:
    """The caller's settings, or those of the embedded default, with databases that exist."""
    logs.configure(logging.WARNING)
    found = config.load(environment.settled(os.environ))
    if environment.is_embedded(os.environ) and not (found.data / "registry.db").exists():
        migrations.migrate(found)
    return found


def installed() -> Settings:
    """The same, of an installation that is there: nothing is made. Raises NoInstallation."""
    folder = places.named(os.environ)
    if environment.is_embedded(os.environ) and not _registry(folder):
        hint = f" A demonstration lies in {folder}/demo." if _registry(folder / "demo") else ""
        raise NoInstallation(
            f"TINDAK_DATA: no installation lies in {folder}; name its folder.{hint}"
        )
    return settings()


def _registry(folder: Path) -> bool:
    """Whether there is a registry: in the folder, or where the caller says."""
    return "TINDAK_REGISTRY_DATABASE_URL" in os.environ or (folder / "registry.db").exists()


@contextmanager
def database(found: Settings, name: str) -> Iterator[Engine]:
    """The database `registry`, `intake` or `followup`; raises ConfigError at a wrong schema."""
    engine = open_engine(migrations.addresses(found)[name], pool_size=1)
    try:
        check(engine, migrations.HISTORIES[name])
        yield engine
    finally:
        engine.dispose()


@contextmanager
def registry() -> Iterator[Connection]:
    """One writing transaction on the registry."""
    with database(settings(), "registry") as engine, writing(engine) as conn:
        yield conn
