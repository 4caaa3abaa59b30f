"""Decisions: kept at once, applied at their place in time, whatever intake does meanwhile."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from services.followup import core, say
from services.followup.core.model import Case
from services.followup.core.verbs.refusals import AlreadyDecided, NoSuchEscalation, NotTheHolder
from services.followup.say import Verb
from services.followup.store import tables
from services.followup.store.casebook import UnknownCase
from shared.db import reading, writing
from shared.events import Actor, Draft, Event
from tests.followup.town import BABEL, HEAD, KANWIL_HEAD, WIB, Town

DUE = datetime(2022, 3, 12, tzinfo=WIB)


@pytest.fixture
def escalated(town: Town) -> str:
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE
    town.sweep()
    town.on("2022-03-14 08:40")
    return one


def test_an_acknowledgement_stands_at_once(town: Town, escalated: str) -> None:
    event = said(town, escalated, acknowledge())
    settled = say.settle(town.place, escalated)
    [escalation] = settled.case.escalations
    assert (escalation.status, escalation.acknowledged_at) == ("acknowledged", event.time)
    assert settled.awaiting_data_since is None


def test_a_decision_sets_the_internal_date(town: Town, escalated: str) -> None:
    said(town, escalated, decide(date(2022, 3, 29)))
    case = say.settle(town.place, escalated).case
    assert (case.round, case.internal_due_on) == (2, date(2022, 3, 29))
    assert case.due_at == datetime(2022, 3, 30, tzinfo=WIB)
    with reading(town.place.engine) as conn:
        kept = conn.execute(select(tables.escalation)).one()
    assert (kept.status, kept.office, kept.level) == ("decided", BABEL, 1)


def test_who_does_not_hold_it_may_not_decide(town: Town, escalated: str) -> None:
    stranger = Actor("x", "x", "DITJENPAS", "directorate")
    with pytest.raises(NotTheHolder):
        said(town, escalated, decide(None, stranger))
    with reading(town.place.engine) as conn:
        assert BABEL not in tables.streams.heads(conn) or not tables.streams.read(conn, BABEL, 0, 9)


def test_what_does_not_exist_cannot_be_decided(town: Town, escalated: str) -> None:
    def verb(case: Case, _: datetime) -> Draft:
        return core.acknowledge(case, "nothing", KANWIL_HEAD)

    with pytest.raises(NoSuchEscalation):
        said(town, escalated, verb)
    with pytest.raises(UnknownCase):
        said(town, "nobody", verb)


def test_a_decision_during_an_outage_is_kept_and_applied_later(town: Town, escalated: str) -> None:
    known_to = town.clock.now()
    town.catch_up()
    town.intake.down = True
    town.on("2022-03-15 15:00")
    event = said(town, escalated, decide(date(2022, 3, 29)))
    settled = say.settle(town.place, escalated)
    assert settled.case.escalations[0].status == "open"
    assert settled.awaiting_data_since is not None
    assert settled.awaiting_data_since >= known_to
    town.intake.down = False
    assert town.sweep() == 1
    case = town.case(escalated)
    assert case.escalations[0].decided_at == event.time
    assert case.internal_due_on == date(2022, 3, 29)


def test_a_second_decision_during_an_outage_sees_the_first(town: Town, escalated: str) -> None:
    town.intake.down = True
    town.on("2022-03-15 15:00")
    said(town, escalated, decide(date(2022, 3, 29)))
    with pytest.raises(AlreadyDecided):
        said(town, escalated, decide(date(2022, 3, 30)))


def test_who_had_confirmed_before_the_decision_is_not_told_to_hurry(
    town: Town, escalated: str
) -> None:
    town.catch_up()
    town.intake.down = True
    town.on("2022-03-15 14:00")
    town.confirm(escalated)
    town.on("2022-03-15 15:00")
    said(town, escalated, decide(date(2022, 3, 29)))
    town.intake.down = False
    case = say.settle(town.place, escalated).case
    assert (case.status, case.internal_due_on) == ("awaiting_verification", None)
    assert kinds(town)[-2:] == ["escalation_closed", "without_effect"]


def test_a_decision_is_stamped_after_all_that_is_known(town: Town, escalated: str) -> None:
    known_to = town.catch_up()
    first, second = (said(town, escalated, acknowledge()), said(town, escalated, decide(None)))
    assert known_to < first.time < second.time
    case = say.settle(town.place, escalated).case
    assert case.escalations[0].status == "decided"


def test_more_time_is_asked_for(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-03-01 09:45")

    def verb(case: Case, now: datetime) -> Draft:
        return core.request_extension(
            case, "r1", date(2022, 3, 31), "…", actor=HEAD, today=now.astimezone(WIB).date()
        )

    said(town, one, verb)
    say.settle(town.place, one)
    with reading(town.place.engine) as conn:
        [kept] = conn.execute(select(tables.extension_request))
    assert (kept.id, kept.status, kept.unit) == ("r1", "open", HEAD.office)


def acknowledge() -> Verb:
    def verb(case: Case, _: datetime) -> Draft:
        return core.acknowledge(case, f"{case.recommendation_id}.1.1", KANWIL_HEAD)

    return verb


def decide(internal_due_on: date | None, actor: Actor = KANWIL_HEAD) -> Verb:
    def verb(case: Case, now: datetime) -> Draft:
        today = now.astimezone(WIB).date()
        escalation_id = f"{case.recommendation_id}.1.1"
        return core.decide(
            case, escalation_id, "instruct", "…", internal_due_on, actor=actor, today=today
        )

    return verb


def said(town: Town, recommendation_id: str, verb: Verb) -> Event:
    with writing(town.place.engine) as conn:
        return say.say(conn, town.place, recommendation_id, verb)


def kinds(town: Town) -> list[str]:
    table = tables.journal
    with reading(town.place.engine) as conn:
        return list(conn.execute(select(table.c.kind).order_by(table.c.position)).scalars())
