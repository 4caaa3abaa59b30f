"""A decree changes the calendar, and every open case looks at its dates again."""

from datetime import date

import pytest
from sqlalchemy import select

from services.followup.amendments.amend import amend_calendar
from services.followup.core.calendar import Calendar, Holiday, NotAHoliday, Removal
from services.followup.store import decrees, tables
from shared.db import reading, writing
from shared.events import Actor
from tests.followup.town import Town, office

ADMIN = Actor("a9", "Admin", "", "admin")
LOCAL = Holiday(date(2022, 3, 7), "Libur lokal", "local", "Kabupaten Bangka", "")


def test_a_local_holiday_moves_the_dates_of_that_regency_alone(town: Town) -> None:
    here = town.record()
    there = town.record(unit=office("RT-MTK", "rutan", "Kabupaten Bangka Barat"))
    town.catch_up()
    town.on("2022-02-21 14:00")
    amended = decree(town, add=[LOCAL])
    assert amended.version == 2
    town.sweep()
    assert town.case(here).official_due_on == date(2022, 3, 14)
    assert town.case(there).official_due_on == date(2022, 3, 11)
    assert town.case(there).calendar_version == 2


def test_every_card_is_kept(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-02-21 14:00")
    decree(town, add=[LOCAL])
    town.sweep()
    table = tables.deadline_card
    with reading(town.place.engine) as conn:
        cards = conn.execute(select(table).order_by(table.c.number)).all()
    assert [card.number for card in cards] == [1, 2]
    assert [card.body["official_due_on"] for card in cards] == ["2022-03-11", "2022-03-14"]
    assert cards[0].recommendation_id == one


def test_a_decree_is_stamped_after_all_that_is_known(town: Town) -> None:
    town.record()
    known_to = town.catch_up()
    town.record("KANWIL-RIAU")
    later = town.catch_up("KANWIL-RIAU")
    assert decree(town, add=[LOCAL]).at > max(known_to, later)


def test_a_case_recorded_after_the_decree_counts_by_it(town: Town) -> None:
    decree(town, add=[LOCAL])
    one = town.record()
    town.catch_up()
    assert town.case(one).official_due_on == date(2022, 3, 14)


def test_a_decree_waits_for_intake_like_everything_else(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.intake.down = True
    town.on("2022-02-21 14:00")
    decree(town, add=[LOCAL])
    town.sweep()
    assert town.case(one).calendar_version == 1
    town.intake.down = False
    town.sweep()
    assert town.case(one).calendar_version == 2


def test_what_is_no_holiday_cannot_be_removed(town: Town) -> None:
    with pytest.raises(NotAHoliday):
        decree(town, remove=[Removal(date(2022, 3, 8))])
    with reading(town.place.engine) as conn:
        assert len(decrees.calendars(conn)) == 1
        assert "CALENDAR" not in tables.streams.heads(conn)


def test_versions_are_read_back_as_they_were_made(town: Town) -> None:
    made = [decree(town, add=[LOCAL]), decree(town, remove=[Removal(date(2022, 3, 3))])]
    decrees._kept.clear()
    with reading(town.place.engine) as conn:
        assert list(decrees.calendars(conn)[1:]) == made
    assert made[1].off(LOCAL.on, "Kabupaten Bangka") == Holiday(
        LOCAL.on, LOCAL.name, "local", "Kabupaten Bangka", "SK 1"
    )


def decree(
    town: Town, add: list[Holiday] | None = None, remove: list[Removal] | None = None
) -> Calendar:
    with writing(town.place.engine) as conn:
        return amend_calendar(
            conn, town.place, "SK 1", "", additions=add or [], removals=remove or [], actor=ADMIN
        )
