"""The floor of a sweep: the rows that it left, written once more by one UPDATE and one INSERT …
SELECT for each table.

Owns: laying those rows aside in tables of the measurement's own, and putting the database back to
what it was before, so that both write the same to the same places.
"""
# ruff: noqa: S608  (the names in these statements are our own)

import time
from collections.abc import Mapping

from sqlalchemy import Connection, Engine, Table

from services.followup.letters.tables import letter
from services.followup.store.tables import case_, case_state, escalation, journal
from shared.db import writing

KEYS: Mapping[Table, tuple[str, ...]] = {
    escalation: ("id",),
    journal: ("id",),
    case_state: ("recommendation_id", "number"),
    letter: ("id",),
}
TOUCHED = ("level", "breached", "next_at", "body")


class Floor:
    """One sweep's rows: `mark` before it, `take_back` after it, then `seconds`, then `forget`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def mark(self, until: str) -> None:
        """Lay aside what is due by then, and which rows stand beside it."""
        with writing(self._engine) as conn:
            _do(conn, f"CREATE TABLE was_case_ AS SELECT * FROM case_ WHERE next_at <= '{until}'")
            _do(conn, "CREATE UNIQUE INDEX was_case_id ON was_case_ (recommendation_id)")
            for table, keys in KEYS.items():
                names = ", ".join(keys)
                _do(conn, f"CREATE TABLE old_{table.name} AS SELECT {names} {_of(table)}")
                _do(conn, f"CREATE INDEX old_{table.name}_key ON old_{table.name} ({names})")

    def take_back(self) -> int:
        """Lay aside what the sweep left, and put the rest back; answers how many rows it wrote."""
        with writing(self._engine) as conn:
            _do(conn, f"CREATE TABLE new_case_ AS SELECT * {_of(case_)}")
            _do(conn, "CREATE UNIQUE INDEX new_case_id ON new_case_ (recommendation_id)")
            written = _do(conn, _update("was_case_"))
            for table, keys in KEYS.items():
                same = " AND ".join(f"o.{key} = {table.name}.{key}" for key in keys)
                fresh = f"NOT EXISTS (SELECT 1 FROM old_{table.name} o WHERE {same})"
                _do(conn, f"CREATE TABLE new_{table.name} AS SELECT * {_of(table)} AND {fresh}")
                written += _do(conn, f"DELETE {_of(table)} AND {fresh}")
        self._settle()
        return written

    def seconds(self) -> float:
        """How long one statement for each table takes, all in one transaction."""
        begun = time.perf_counter()
        with writing(self._engine) as conn:
            _do(conn, _update("new_case_"))
            for table in KEYS:
                _do(conn, f"INSERT INTO {table.name} SELECT * FROM new_{table.name}")
        return time.perf_counter() - begun

    def forget(self) -> None:
        """The tables of the measurement's own go."""
        with writing(self._engine) as conn:
            for name in ("was_case_", "new_case_"):
                _do(conn, f"DROP TABLE {name}")
            for table in KEYS:
                for aside in ("old", "new"):
                    _do(conn, f"DROP TABLE {aside}_{table.name}")
        self._settle()

    def _settle(self) -> None:
        """What was laid aside is not written to the disk while a sweep is measured."""
        settle = "PRAGMA wal_checkpoint(TRUNCATE)"
        if self._engine.dialect.name == "postgresql":
            settle = "CHECKPOINT"
        with self._engine.connect() as conn:
            driver = conn.connection.dbapi_connection
            assert driver is not None
            driver.cursor().execute(settle)


def _of(table: Table) -> str:
    whose = "(SELECT recommendation_id FROM was_case_)"
    return f"FROM {table.name} WHERE recommendation_id IN {whose}"


def _update(source: str) -> str:
    sets = ", ".join(f"{name} = n.{name}" for name in TOUCHED)
    return (
        f"UPDATE case_ SET {sets} FROM {source} n "
        "WHERE case_.recommendation_id = n.recommendation_id"
    )


def _do(conn: Connection, statement: str) -> int:
    return conn.exec_driver_sql(statement).rowcount
