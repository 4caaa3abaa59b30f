"""The fold: the order of time, whatever the order of arrival."""

from dataclasses import replace

import pytest

from services.followup import core
from services.followup.core import frozen
from services.followup.core.facts import Told
from services.followup.core.model import Case
from services.followup.core.road import NeverRecorded, begun
from shared import events
from shared.codec import dump, load
from tests.core.world import ID, UNIT, Story, actor, at, holiday, kinds, on


def a_long_story() -> tuple[Case, Story]:
    """Acknowledged, missed, decided, confirmed, returned, extended; with a decree in between."""
    story = Story().recorded()
    opened = story.case
    story.amended("2022-02-21 14:00", [holiday("2022-03-07")])
    story.acknowledged("2022-01-26 08:30", "2022-01-25")
    story.until("2022-03-15 00:00")
    story.seen_by("2022-03-15 09:00")
    story.decided("2022-03-15 15:00", internal_due_on="2022-03-29")
    story.confirmed("2022-03-25 11:30")
    story.verified("2022-03-30 13:00", "returned", "2022-04-14")
    story.asked("2022-04-05 13:00", "2022-04-28", "q1")
    story.extended("2022-04-06 13:00", "2022-04-28", "q1")
    story.until("2022-06-30 00:00")
    return opened, story


def test_one_fold_gives_what_the_steps_gave() -> None:
    opened, story = a_long_story()
    case, lines = core.fold(opened, story.told, at("2022-06-30 00:00"), story.rules)
    assert case == story.case
    assert list(lines) == story.lines[1:]


def test_the_order_of_arrival_is_of_no_consequence() -> None:
    opened, story = a_long_story()
    arrived = [*story.told[1::2], *reversed(story.told[::2])]
    case, _ = core.fold(opened, arrived, at("2022-06-30 00:00"), story.rules)
    assert case == story.case


def test_folded_to_an_earlier_instant_it_is_the_case_as_of_then() -> None:
    opened, story = a_long_story()
    case, lines = core.fold(opened, story.told, at("2022-03-15 00:00"), story.rules)
    assert (case.round, case.escalations[-1].status) == (1, "open")
    assert all(line.at <= at("2022-03-15 00:00") for line in lines)


def test_the_case_survives_being_written_and_read_after_all_that() -> None:
    _, story = a_long_story()
    assert load(Case, dump(story.case)) == story.case


def test_intake_speaks_before_followup_at_one_instant() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-14 09:00")
    before = story.case
    story.decided("2022-03-14 10:00")
    decision = story.told[-1]
    fact = events.ActionConfirmed(ID, "a", "x", on("2022-03-14"), "full", (), actor(UNIT))
    confirmation = replace(decision[0], name=fact.name, seq=9), fact
    told: list[Told] = [decision, confirmation]
    case, lines = core.fold(before, told, at("2022-03-14 10:00"), story.rules)
    assert kinds(lines) == ["confirmed", "escalation_closed", "without_effect"]
    assert case.status == "awaiting_verification"


def test_an_event_that_was_heard_before_changes_nothing() -> None:
    _, story = a_long_story()
    for event, fact in story.told:
        assert core.apply(story.case, event, fact, story.rules) == (story.case, ())


def test_each_stream_is_counted_for_itself() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-14 09:00")
    story.decided("2022-03-14 10:00")
    assert (story.case.seen, story.case.decisions_seen) == (1, 2)
    story.confirmed("2022-03-15 10:00")
    assert (story.case.seen, story.case.decisions_seen) == (3, 2)


def test_a_case_that_has_gone_past_an_event_must_be_rebuilt() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-14 09:00")
    with pytest.raises(core.Overtaken, match=r"action\.confirmed"):
        story.confirmed("2022-03-11 10:00")


def test_a_road_begins_where_a_recommendation_is_recorded() -> None:
    story = Story().recorded()
    story.acknowledged("2022-01-26 08:30", "2022-01-25")
    event, fact = story.told[-1]
    with pytest.raises(NeverRecorded, match="which was never recorded"):
        begun(event, fact, story.rules)


def test_a_frozen_value_has_no_other_fields() -> None:
    case = Story().recorded().case
    assert frozen.replace(case, status="closed").status == "closed"
    with pytest.raises(TypeError, match="Case lacks"):
        frozen.replace(case, state="closed")  # type: ignore[call-arg]
