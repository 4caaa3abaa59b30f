"""A database with cases goes forward to the policy's versions, and says what a new one would."""

from services.followup.amendments import rulings
from services.followup.main import HISTORY
from services.followup.migrations.versions import r0008_amendments as revision
from services.followup.remaking import refold
from services.followup.store import cursors, tables
from shared.db import open_engine, reading, writing
from shared.migrate import upgrade, upgrade_on
from tests.conftest import FreshUrl
from tests.followup.town import BABEL, Town


def test_what_lies_there_is_said_by_the_first_version(town: Town, fresh_url: FreshUrl) -> None:
    one = town.record()
    town.catch_up()
    old = open_engine(fresh_url())
    with writing(old) as conn:
        upgrade_on(conn, HISTORY, revision.down_revision)
    with reading(town.place.engine) as mine:
        rows = {table: mine.execute(table.select()).all() for table in COPIED}
    with writing(old) as conn:
        for table, found in rows.items():
            for row in found:
                conn.execute(table.insert().values(_before(dict(row._mapping))))
    upgrade(old, HISTORY)
    with reading(old) as mine, reading(town.intake.engine) as theirs:
        held = cursors.read(mine, BABEL)
        assert held is not None
        said = town.intake.streams.about(theirs, one)
        rules = rulings.rules(mine)
        assert list(refold.changed(mine, held, rules, [one], lambda _: said)) == []
    old.dispose()


COPIED = (
    tables.cursor,
    tables.calendar_version,
    tables.case_,
    tables.deadline_card,
    tables.journal,
    tables.case_state,
)


def _before(row: dict[str, object]) -> dict[str, object]:
    """As it lay before there were versions."""
    body = row.get("body")
    if isinstance(body, dict):
        body = {name: value for name, value in body.items() if name != "policy_version"}
        card = body.get("card")
        if isinstance(card, dict):
            body["card"] = {name: card[name] for name in card if name != "policy_version"}
        row["body"] = body
    return row
