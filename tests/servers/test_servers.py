"""The servers that tests stand on do what real ones do."""

import psycopg
from sqlalchemy import text

from shared.db import open_engine, reading, writing
from tests.conftest import FreshUrl
from tests.servers.postgres import Postgres
from tests.servers.valkey import Valkey


def test_each_database_is_new_and_of_its_own(fresh_url: FreshUrl) -> None:
    for url in (fresh_url(), fresh_url()):
        engine = open_engine(url)
        with writing(engine) as conn:
            conn.execute(text("CREATE TABLE kept (id INTEGER)"))
            conn.execute(text("INSERT INTO kept VALUES (1)"))
        with reading(engine) as conn:
            assert conn.execute(text("SELECT count(*) FROM kept")).scalar_one() == 1
        engine.dispose()


def test_a_killed_postgres_comes_back_with_what_it_had() -> None:
    server = Postgres()
    try:
        name = server.fresh()
        server.kill()
        server.start()
        with psycopg.connect(server.url(name).replace("+psycopg", "")) as conn:
            assert conn.execute("SELECT 1").fetchone() == (1,)
    finally:
        server.close()
    assert not server.folder.exists()


def test_a_killed_valkey_comes_back_with_what_it_had(valkey: Valkey) -> None:
    client = valkey.client()
    client.set("kept", "1")
    valkey.stop()
    valkey.start()
    assert client.get("kept") == b"1"
    valkey.kill()
    valkey.start()
    assert client.get("kept") == b"1"
    client.close()
