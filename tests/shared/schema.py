"""Whether a history of migrations makes the tables that the code believes in."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData

from shared.db import reading

SEARCH = "case_found"
"""The index of words is made by each engine's own statements: on SQLite some tables of its own."""


def differences(engine: Engine, metadata: MetaData) -> list[Any]:
    """What alembic would still change: tables, columns, types, indexes, constraints."""
    with reading(engine) as conn:
        options = {"include_object": _ours}
        found: list[Any] = compare_metadata(
            MigrationContext.configure(conn, opts=options), metadata
        )
        return found


def _ours(_item: object, name: str | None, *_: object) -> bool:
    return not (name or "").startswith(SEARCH)
