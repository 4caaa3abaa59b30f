"""A register that stands already can be searched once it is migrated."""

import pytest
from sqlalchemy import column as of_name
from sqlalchemy import insert, select, table

from services.followup.main import HISTORY
from services.followup.store.tables import case_
from shared.db import open_engine, reading, writing
from shared.migrate import upgrade_on
from tests.conftest import FreshUrl
from tests.followup.town import Town


@pytest.mark.parametrize("text", ["Pasang PAPAN.", 'Isi "jam" dan biaya.'])
def test_what_was_recorded_before_is_found(
    small_town: Town, fresh_url: FreshUrl, text: str
) -> None:
    small_town.record(text=text)
    small_town.catch_up()
    with reading(small_town.place.engine) as conn:
        row = dict(conn.execute(select(case_)).mappings().one())
    found = row.pop("search")
    assert text.casefold() in found
    earlier = open_engine(fresh_url())
    with writing(earlier) as conn:
        upgrade_on(conn, HISTORY, "r0006")
        names = {name: case_.c[name].type for name in row}
        before = table("case_", *(of_name(name, type_) for name, type_ in names.items()))
        conn.execute(insert(before).values(row))
        upgrade_on(conn, HISTORY)
        assert conn.execute(select(case_.c.search)).scalar_one() == found
    earlier.dispose()
