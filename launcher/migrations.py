"""The three databases and their histories.

Owns: which history belongs to which setting. How one is run is `shared.migrate`'s.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

import services
from shared.config import Settings
from shared.db import open_engine, writing
from shared.revisions import REGISTRY, History

_SERVICES = Path(services.__file__ or "").parent
HISTORIES: Mapping[str, History] = {
    "registry": REGISTRY,
    "intake": History("intake", _SERVICES / "intake" / "migrations"),
    "followup": History("followup", _SERVICES / "followup" / "migrations"),
}

TABLES: Mapping[str, str] = {
    "registry": "shared.registry_tables",
    "intake": "services.intake.schema",
    "followup": "services.followup.schema",
}


def addresses(settings: Settings) -> dict[str, str]:
    """Each database's URL, by name."""
    return {
        "registry": settings.registry_url,
        "intake": settings.intake_url_db,
        "followup": settings.followup_url_db,
    }


def tables(name: str) -> MetaData:
    """The tables of the database as the code describes them."""
    metadata: MetaData = import_module(TABLES[name]).metadata
    return metadata


def migrate(settings: Settings) -> str:
    """Bring every database to its head; raises ConfigError where one is newer than this code.
    Answers in one line what became of the index of the search, where it was missing."""
    from services.followup.search.table import mend  # noqa: PLC0415  (as the next)
    from shared.migrate import upgrade  # noqa: PLC0415  (alembic is for those who migrate)

    urls, told = addresses(settings), ""
    for name, history in HISTORIES.items():
        engine = open_engine(urls[name])
        try:
            upgrade(engine, history)
            if name == "followup":
                with writing(engine) as conn:
                    told = mend(conn)
        finally:
            engine.dispose()
    return told
