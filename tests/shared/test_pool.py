"""A pooled connection that no longer leads to anybody is noticed before it is used."""

from shared.db import open_engine, reading, writing
from tests.conftest import FreshUrl
from tests.servers.postgres import Postgres

BACKEND = "SELECT pg_backend_pid()"


def test_a_connection_that_the_server_closed_is_made_anew(
    postgres: Postgres, postgres_url: FreshUrl
) -> None:
    engine = open_engine(postgres_url())
    with reading(engine) as conn:
        before = conn.exec_driver_sql(BACKEND).scalar_one()
    postgres.run(f"SELECT pg_terminate_backend({before}, 5000)")
    with reading(engine) as conn:
        assert conn.exec_driver_sql(BACKEND).scalar_one() != before
    engine.dispose()


def test_one_that_lives_is_used_again_though_the_server_said_something(
    postgres: Postgres, postgres_url: FreshUrl
) -> None:
    engine = open_engine(postgres_url())
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        before = conn.exec_driver_sql(BACKEND).scalar_one()
        conn.exec_driver_sql("LISTEN news")
    other = open_engine(postgres.url(str(engine.url.database)))
    with writing(other) as conn:
        conn.exec_driver_sql("NOTIFY news")
    with reading(engine) as conn:
        assert conn.exec_driver_sql(BACKEND).scalar_one() == before
    engine.dispose()
    other.dispose()
