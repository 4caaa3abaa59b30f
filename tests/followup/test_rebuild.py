"""A cursor set back to 0 gives the same cases, and a simulation writes nothing."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, select, update

from services.followup import core, say
from services.followup.amendments.amend import amend_calendar
from services.followup.core.calendar import Holiday
from services.followup.core.model import Case
from services.followup.remaking.rebuild import rebuild
from services.followup.simulate import simulate
from services.followup.store import tables
from shared.db import reading, writing
from shared.events import Actor, Draft
from tests.followup.town import BABEL, KANWIL_HEAD, WIB, Town

LOCAL = Holiday(date(2022, 3, 7), "Libur lokal", "local", "Kabupaten Bangka", "")
KEPT = (
    tables.case_,
    tables.escalation,
    tables.extension_request,
    tables.journal,
    tables.deadline_card,
    tables.case_state,
)
DIFFERS = {"recorded_at", "updated_at"}


def a_long_story(town: Town) -> list[str]:
    """Receipts, an amendment, escalations decided and climbed, verdicts: swept now and then."""
    ids = [town.record(), town.record(received_on=None), town.record(), town.record()]
    town.catch_up()
    town.on("2022-02-21 14:00")
    with writing(town.place.engine) as conn:
        admin = Actor("a", "", "", "admin")
        amend_calendar(conn, town.place, "SK", "", additions=[LOCAL], removals=[], actor=admin)
    town.on("2022-03-01")
    town.sweep()
    town.confirm(ids[2])
    town.on("2022-03-08")
    town.verify(ids[2], "returned", date(2022, 3, 18))
    town.sweep()
    town.on("2022-03-16")
    town.sweep()
    with writing(town.place.engine) as conn:
        say.say(conn, town.place, ids[0], decide)
    town.on("2022-03-17")
    town.extend(ids[3], date(2022, 4, 14))
    town.sweep()
    for day in ("2022-04-04", "2022-04-20", "2022-05-30"):
        town.on(day)
        town.sweep()
    town.confirm(ids[0])
    town.verify(ids[0], "implemented")
    town.catch_up()
    return ids


def test_a_rebuild_gives_the_same_byte_for_byte(town: Town) -> None:
    a_long_story(town)
    before = everything(town)
    town.on("2022-06-01")
    rebuild(town.place, BABEL)
    assert everything(town) == before


def test_a_cursor_set_back_by_hand_changes_nothing(town: Town) -> None:
    a_long_story(town)
    before = everything(town)
    with writing(town.place.engine) as conn:
        conn.execute(update(tables.cursor).values(seq=0, hash="0" * 64))
    town.catch_up()
    town.sweep()
    assert everything(town) == before


def test_a_rebuild_makes_anew_what_was_lost(town: Town) -> None:
    ids = a_long_story(town)
    before = everything(town)
    with writing(town.place.engine) as conn:
        conn.execute(tables.case_.delete().where(tables.case_.c.recommendation_id == ids[1]))
        conn.execute(update(tables.case_).values(status="forged"))
    rebuild(town.place, BABEL)
    assert everything(town) == before


def test_how_often_anyone_looks_changes_nothing(town: Town) -> None:
    one, other = town.record(), town.record()
    town.catch_up()
    for day in range(1, 29):
        town.on(f"2022-02-{day:02d} 09:00")
        town.sweep()
    town.on("2022-04-01")
    town.sweep()
    bodies = [town.case(each) for each in (one, other)]
    rebuild(town.place, BABEL)
    assert [town.case(each) for each in (one, other)] == bodies


def test_a_simulation_tells_what_comes_and_writes_nothing(town: Town) -> None:
    one = town.record()
    closed = town.record()
    town.confirm(closed)
    town.verify(closed, "implemented")
    town.catch_up()
    before = everything(town)
    with reading(town.place.engine) as conn:
        found = simulate(conn, town.place, datetime(2022, 3, 12, tzinfo=WIB))
    assert [each.line.rung for each in found] == [
        "reminder_14", "reminder_7", "reminder_3", "reminder_1", "level_1",
    ]  # fmt: skip
    assert {each.recommendation_id for each in found} == {one}
    assert everything(town) == before


def decide(case: Case, now: datetime) -> Draft:
    escalation = case.escalations[-1].id
    today = now.astimezone(WIB).date()
    return core.decide(case, escalation, "instruct", "…", None, actor=KANWIL_HEAD, today=today)


def everything(town: Town) -> dict[str, list[dict[str, Any]]]:
    with reading(town.place.engine) as conn:
        return {table.name: [dict(row) for row in rows(conn, table)] for table in KEPT}


def rows(conn: Any, table: Table) -> list[dict[str, Any]]:
    found = conn.execute(select(table).order_by(*table.primary_key)).mappings()
    return [{key: row[key] for key in row if key not in DIFFERS} for row in found]
