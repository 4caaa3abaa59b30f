"""Whether a history of migrations makes the tables that the code believes in."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData

from shared.db import reading


def differences(engine: Engine, metadata: MetaData) -> list[Any]:
    """What alembic would still change: tables, columns, types, indexes, constraints."""
    with reading(engine) as conn:
        found: list[Any] = compare_metadata(MigrationContext.configure(conn), metadata)
        return found
