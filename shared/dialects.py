"""What both engines know and SQLAlchemy spells for each: an INSERT that may meet its key.

Owns: which dialect's `insert` is taken, by its name. PostgreSQL's is imported where it is used
alone: with all of its drivers it is large.
"""

from typing import TYPE_CHECKING, Union

from sqlalchemy import Table

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Insert = Union["postgresql.Insert", "sqlite.Insert"]


def insert_into(dialect: str, table: Table) -> Insert:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415

        return insert(table)
    from sqlalchemy.dialects.sqlite import insert as insert_there  # noqa: PLC0415

    return insert_there(table)
