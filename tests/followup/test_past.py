"""How a case stood at an earlier instant: kept with each change, and folded for older cases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select

from services.followup.hearing.repair import repair
from services.followup.remaking.past import fill
from services.followup.store import pulse, tables
from shared.db import reading, writing
from tests.followup.town import Town


def states(town: Town) -> list[Row[Any]]:
    query = select(tables.case_state).order_by(
        tables.case_state.c.recommendation_id, tables.case_state.c.number
    )
    with reading(town.place.engine) as conn:
        return list(conn.execute(query))


def a_story(town: Town) -> str:
    about = town.record()
    town.catch_up()
    for day in ("2022-03-12", "2022-03-20"):
        town.on(day)
        town.sweep()
    town.confirm(about)
    town.catch_up()
    return about


def test_each_change_is_kept_with_its_instant(town: Town) -> None:
    a_story(town)
    told = [(one.status, one.level, one.breached) for one in states(town)]
    assert told[0] == ("received", 0, False)
    assert (told[-1][0], told[-1][2]) == ("awaiting_verification", True)
    instants = [one.from_at for one in states(town)]
    assert instants == sorted(instants)
    assert len(set(told)) > 2


def test_an_upgrade_folds_the_past_of_the_cases_that_it_finds(town: Town) -> None:
    a_story(town)
    kept = states(town)
    with writing(town.place.engine) as conn:
        conn.execute(delete(tables.case_state))
        mark = {"name": pulse.STATES, "at": datetime.now(UTC), "fault": "to be folded"}
        conn.execute(insert(tables.pulse).values(mark))
    town.intake.down = True
    assert not fill(town.place)
    town.intake.down = False
    repair(town.place)
    assert states(town) == kept
    with reading(town.place.engine) as conn:
        assert pulse.last(conn, pulse.STATES) == (None, None)


def test_one_case_that_cannot_be_folded_keeps_no_other_from_its_past(town: Town) -> None:
    a_story(town)
    kept, cases = states(town), tables.case_
    with writing(town.place.engine) as conn:
        conn.execute(delete(tables.case_state))
        row = conn.execute(select(cases)).one()
        nobodys: dict[str, Any] = {"recommendation_id": "00-nobodys", "code": "REK-NOBODYS"}
        nobodys["body"] = row.body | nobodys
        conn.execute(insert(cases).values({**row._mapping, **nobodys}))
        mark = {"name": pulse.STATES, "at": datetime.now(UTC), "fault": "to be folded"}
        conn.execute(insert(tables.pulse).values(mark))
    assert fill(town.place)
    assert states(town) == kept
