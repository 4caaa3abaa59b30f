"""What a superior may say to an escalation, and what follows."""

from typing import Any

import pytest

from services.followup import core
from services.followup.core.model import Case
from services.followup.core.verbs.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    EscalationClosed,
    NobodyAbove,
    NoSuchEscalation,
    NotTheHolder,
)
from shared.events import Draft, OfficeFacts
from shared.refusal import Invalid
from tests.core.world import (
    DIRECTORATE,
    KANWIL,
    UNIT,
    Story,
    actor,
    kinds,
    local,
    on,
    only,
    rungs,
)

TODAY = on("2022-03-15")


def escalated(**changes: Any) -> Story:
    """Due on 2022-03-11 and missed: level 1 lies with the Kanwil."""
    story = Story().recorded(received_on=on("2022-01-25"), **changes)
    story.until("2022-03-12 00:00")
    return story


def decide(case: Case, **changes: Any) -> Draft:
    said: dict[str, Any] = {
        "escalation_id": case.escalations[-1].id,
        "decision": "instruct",
        "note": "Segera.",
        "internal_due_on": None,
        "actor": actor(KANWIL),
        "today": TODAY,
    }
    return core.decide(case, **{**said, **changes})


def test_an_acknowledged_escalation_still_climbs() -> None:
    story = escalated()
    said = only(story.seen_by("2022-03-14 08:40"), "escalation_acknowledged")
    escalation = story.escalation()
    assert (escalation.status, local(escalation.acknowledged_at), said.to) == (
        "acknowledged",
        "2022-03-14 08:40",
        (),
    )
    assert rungs(story.until("2022-03-26 00:00")) == [("2022-03-26 00:00", "level_2")]


def test_a_decision_starts_a_round_with_its_internal_date() -> None:
    story = escalated()
    said = only(story.decided("2022-03-15 15:00", internal_due_on="2022-03-29"), "decided")
    case = story.case
    assert (case.round, case.internal_due_on, case.official_due_on) == (
        2,
        on("2022-03-29"),
        on("2022-03-11"),
    )
    assert local(case.due_at) == "2022-03-30 00:00"
    assert said.to == ("RT-MTK",)
    assert (said.body["decision"], said.body["due_on"]) == ("instruct", "2022-03-29")


def test_a_decision_without_a_date_gives_ten_working_days() -> None:
    story = escalated()
    story.decided("2022-03-15 15:00")
    assert story.case.internal_due_on == on("2022-03-29")
    assert story.escalation().internal_due_on == on("2022-03-29")


def test_a_decided_escalation_climbs_no_more_and_its_round_has_its_own_ladder() -> None:
    story = escalated()
    story.decided("2022-03-15 15:00", internal_due_on="2022-03-29")
    story.until("2022-04-01 00:00")
    assert rungs(story.lines)[-4:] == [
        ("2022-03-18 08:00", "reminder_7"),
        ("2022-03-24 08:00", "reminder_3"),
        ("2022-03-28 08:00", "reminder_1"),
        ("2022-03-30 00:00", "level_1"),
    ]
    first, second = story.case.escalations
    assert (first.status, first.closed_because) == ("closed", "escalated_again")
    assert (second.round, second.level, second.status) == (2, 1, "open")


def test_lateness_stays_against_the_official_date() -> None:
    story = escalated()
    story.decided("2022-03-15 15:00", internal_due_on="2022-03-29")
    story.confirmed("2022-03-25 11:30")
    assert local(story.case.breached_at) == "2022-03-12 00:00"


def test_a_submission_closes_a_decided_escalation() -> None:
    story = escalated()
    story.decided("2022-03-15 15:00")
    said = only(story.confirmed("2022-03-25 11:30"), "escalation_closed")
    assert (story.escalation().status, story.escalation().closed_because) == ("closed", "submitted")
    assert (said.body["because"], said.to, core.level(story.case)) == (
        "submitted",
        ("KANWIL-BABEL",),
        0,
    )


@pytest.mark.parametrize("decision", ["support_extension", "ask_judgement"])
def test_what_is_asked_of_the_ombudsman_is_told_to_it(decision: str) -> None:
    story = escalated()
    said = only(story.decided("2022-03-15 15:00", decision), "decided")
    assert said.to == ("RT-MTK", "OMBUDSMAN-BABEL")


def test_a_referral_opens_level_2_at_once_in_the_same_round() -> None:
    story = escalated()
    lines = story.decided("2022-03-15 15:00", "refer")
    first, second = story.case.escalations
    assert (first.status, first.climbs_at, first.internal_due_on) == ("decided", None, None)
    assert (second.level, second.round, second.office, second.status) == (2, 1, DIRECTORATE, "open")
    assert kinds(lines) == ["decided", "escalated"]
    assert rungs(lines) == [("2022-03-15 15:00", "level_2")]
    assert core.level(story.case) == 2


def test_level_2_can_decide_too() -> None:
    story = escalated()
    story.until("2022-03-26 00:00")
    story.decided("2022-03-31 10:00", office=DIRECTORATE)
    assert (story.case.round, core.level(story.case)) == (2, 2)
    assert rungs(story.until("2022-04-16 00:00"))[-1] == ("2022-04-15 00:00", "level_1")


def test_a_decision_after_an_earlier_submission_has_no_effect() -> None:
    """The Kanwil decided while intake was out of reach; the unit had confirmed before it."""
    story = escalated()
    draft = core.decide(
        story.case,
        story.escalation().id,
        "instruct",
        "Segera.",
        None,
        actor=actor(KANWIL),
        today=TODAY,
    )
    story.confirmed("2022-03-15 14:59")
    said = only(story.command("2022-03-15 15:00", draft), "without_effect")
    assert (said.body["because"], said.body["event"], said.to) == (
        "submitted",
        "escalation.decided",
        ("KANWIL-BABEL",),
    )
    assert (story.case.status, story.case.round) == ("awaiting_verification", 1)


def test_a_decision_that_comes_after_the_climb_has_no_effect() -> None:
    story = escalated()
    draft = core.acknowledge(story.case, story.escalation().id, actor(KANWIL))
    lines = story.command("2022-03-26 00:00", draft)
    assert kinds(lines) == ["escalation_closed", "escalated", "without_effect"]
    assert lines[-1].body["because"] == "climbed"


def test_two_decisions_on_one_escalation_are_one() -> None:
    story = escalated()
    draft = decide(story.case)
    story.command("2022-03-15 15:00", draft)
    said = only(story.command("2022-03-15 15:01", draft), "without_effect")
    assert (said.body["because"], story.case.round) == ("decided", 2)


def test_what_is_said_to_an_unknown_escalation_has_no_effect() -> None:
    story = escalated()
    draft = core.acknowledge(story.case, story.escalation().id, actor(KANWIL))
    other = Story().recorded()
    said = only(other.command("2022-03-14 09:00", draft), "without_effect")
    assert said.body["because"] == "unknown"


@pytest.mark.parametrize("office", [UNIT, DIRECTORATE])
def test_only_the_office_that_holds_the_level_may_speak(office: OfficeFacts) -> None:
    case = escalated().case
    with pytest.raises(NotTheHolder, match="Kanwil Babel holds this escalation"):
        core.acknowledge(case, case.escalations[-1].id, actor(office))
    with pytest.raises(NotTheHolder):
        decide(case, actor=actor(office))


def test_an_escalation_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NoSuchEscalation):
        core.acknowledge(escalated().case, "nothing", actor(KANWIL))


def test_an_escalation_is_acknowledged_once() -> None:
    story = escalated()
    story.seen_by("2022-03-14 08:40")
    with pytest.raises(AlreadyAcknowledged):
        core.acknowledge(story.case, story.escalation().id, actor(KANWIL))


def test_a_decided_escalation_is_neither_acknowledged_nor_decided_again() -> None:
    story = escalated()
    story.decided("2022-03-15 15:00")
    with pytest.raises(AlreadyDecided):
        core.acknowledge(story.case, story.escalation().id, actor(KANWIL))
    with pytest.raises(AlreadyDecided):
        decide(story.case)


def test_a_closed_escalation_says_why_it_is_closed() -> None:
    story = escalated()
    story.confirmed("2022-03-14 10:00")
    with pytest.raises(EscalationClosed, match=r"closed \(submitted\)"):
        decide(story.case)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"decision": "ignore"}, "decision"),
        ({"internal_due_on": TODAY}, "internal_due_on"),
        ({"decision": "refer", "internal_due_on": on("2022-03-29")}, "internal_due_on"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, object], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        decide(escalated().case, **changes)
    assert list(refused.value.errors) == [path]


def test_nothing_can_be_referred_where_nobody_stands_above() -> None:
    alone = escalated(superiors=(KANWIL,))
    with pytest.raises(NobodyAbove):
        decide(alone.case, decision="refer")
    top = escalated()
    top.until("2022-03-26 00:00")
    with pytest.raises(NobodyAbove):
        decide(top.case, decision="refer", actor=actor(DIRECTORATE))
