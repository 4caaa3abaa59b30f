"""Letters that were recorded before spellings were compared keep their place."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from services.intake.schema import HISTORY
from shared.db import open_engine, reading, writing
from shared.migrate import upgrade

OLD = """INSERT INTO letter VALUES (:id, 'OMBUDSMAN-BABEL', 'BABEL', :number, '2022-01-25', 'saran',
'', '', '', '', '[]', '', '[]', '{}', '2022-01-25T02:00:00.000000Z')"""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    found = open_engine(database_url)
    yield found
    found.dispose()


def test_old_letters_get_their_keys_and_two_spellings_both_stay(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(HISTORY.folder))
    with writing(engine) as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, "i0001")
        for id_, number in (("1", "N/1 A"), ("2", "n/1 a"), ("3", "N/2")):
            conn.execute(text(OLD), {"id": id_, "number": number})
    upgrade(engine, HISTORY)
    with reading(engine) as conn:
        keys = conn.execute(text("SELECT number_key FROM letter ORDER BY id")).scalars().all()
    assert keys == ["n/1 a", "n/1 a 2", "n/2"]
