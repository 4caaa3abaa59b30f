"""More time: who may ask, who answers, what moves."""

from typing import Any

import pytest

from services.followup import core
from services.followup.core.verbs.refusals import (
    AlreadySubmitted,
    CaseClosed,
    NoDeadline,
    NoSuchRequest,
    NotTheAddressee,
    NotTheOmbudsman,
    RequestAnswered,
    RequestPending,
    StatutoryDate,
)
from shared.events import Draft, OfficeFacts
from shared.refusal import Invalid
from tests.core.world import (
    DIRECTORATE,
    KANWIL,
    OMBUDSMAN,
    UNIT,
    Story,
    actor,
    kinds,
    local,
    on,
    only,
    rungs,
)


def received(**changes: Any) -> Story:
    """Due on 2022-03-11."""
    return Story().recorded(received_on=on("2022-01-25"), **changes)


def ask(story: Story, new_due_on: str = "2022-03-31", office: OfficeFacts = UNIT) -> Draft:
    return core.request_extension(
        story.case,
        "q1",
        on(new_due_on),
        "Menunggu rapat.",
        actor=actor(office),
        today=on("2022-03-01"),
    )


def test_a_request_waits_and_stops_no_clock() -> None:
    story = received()
    said = only(story.asked("2022-03-01 09:45", "2022-03-31"), "extension_requested")
    assert said.to == ("OMBUDSMAN-BABEL", "KANWIL-BABEL")
    assert (said.body["new_due_on"], said.body["request_id"]) == ("2022-03-31", "q1")
    assert [(each.id, each.status) for each in story.case.requests] == [("q1", "open")]
    assert rungs(story.until("2022-03-12 00:00"))[-1] == ("2022-03-12 00:00", "level_1")


def test_a_refusal_leaves_the_date() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    draft = core.refuse_extension(story.case, "q1", "Cukup waktu.", actor(OMBUDSMAN))
    said = only(story.command("2022-03-02 09:00", draft), "extension_refused")
    assert (said.to, said.body["due_on"]) == (("RT-MTK",), "2022-03-11")
    request = story.case.requests[0]
    assert (request.status, request.answer) == ("refused", "Cukup waktu.")


def test_an_extension_grants_the_request_and_starts_a_round_with_the_new_date() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    said = only(story.extended("2022-03-02 16:00", "2022-03-31", "q1"), "extended")
    case = story.case
    assert (case.round, case.first_due_on, case.official_due_on) == (
        2,
        on("2022-03-11"),
        on("2022-03-31"),
    )
    assert case.requests[0].status == "granted"
    assert (said.to, said.body["before"], said.body["after"]) == (
        ("RT-MTK", "KANWIL-BABEL"),
        "2022-03-11",
        "2022-03-31",
    )
    story.until("2022-04-01 00:00")
    assert rungs(story.lines)[-4:] == [
        ("2022-03-22 08:00", "reminder_7"),
        ("2022-03-28 08:00", "reminder_3"),
        ("2022-03-30 08:00", "reminder_1"),
        ("2022-04-01 00:00", "level_1"),
    ]


def test_an_extension_of_its_own_leaves_an_open_request_open() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    story.extended("2022-03-02 16:00", "2022-03-21")
    assert story.case.requests[0].status == "open"


def test_an_extension_closes_the_open_escalation_and_the_breach_stays() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    lines = story.extended("2022-03-14 16:00", "2022-03-31")
    assert kinds(lines) == ["extended", "escalation_closed"]
    assert story.escalation().closed_because == "extended"
    assert local(story.case.breached_at) == "2022-03-12 00:00"


def test_an_extension_ends_the_internal_date() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.decided("2022-03-14 10:00", internal_due_on="2022-03-18")
    story.extended("2022-03-14 16:00", "2022-03-31")
    assert (story.case.internal_due_on, local(story.case.due_at)) == (None, "2022-04-01 00:00")


def test_an_extension_while_a_submission_awaits_its_verdict_reminds_nobody() -> None:
    story = received()
    story.confirmed("2022-03-01 10:00")
    story.extended("2022-03-02 16:00", "2022-03-31")
    assert (story.case.status, story.case.official_due_on) == (
        "awaiting_verification",
        on("2022-03-31"),
    )
    assert story.until("2022-12-31 00:00") == []


def test_an_extension_before_receipt_sets_the_first_date() -> None:
    story = Story().recorded()
    story.extended("2022-01-26 09:00", "2022-03-31")
    story.until("2022-02-04 00:00")
    assert (story.case.first_due_on, story.case.official_due_on) == (
        on("2022-03-31"),
        on("2022-03-31"),
    )


def test_a_statutory_date_stands_whatever_is_said() -> None:
    story = received(instrument="rekomendasi", unit=KANWIL, superiors=(DIRECTORATE,))
    said = only(story.extended("2022-03-02 16:00", "2022-04-30"), "without_effect")
    assert (said.body["because"], said.to) == ("statutory", ("OMBUDSMAN-BABEL",))
    assert (story.case.round, story.case.official_due_on) == (1, on("2022-03-26"))


def test_a_refusal_after_the_grant_has_no_effect() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    draft = core.refuse_extension(story.case, "q1", "Cukup waktu.", actor(OMBUDSMAN))
    story.extended("2022-03-02 16:00", "2022-03-31", "q1")
    said = only(story.command("2022-03-02 16:01", draft), "without_effect")
    assert (said.body["because"], story.case.requests[0].status) == ("answered", "granted")


def test_a_request_lapses_when_the_case_closes() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    story.withdrawn("2022-03-02 16:00")
    assert story.case.requests[0].status == "lapsed"


def test_an_answered_request_stays_answered_when_the_case_closes() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    story.extended("2022-03-02 16:00", "2022-03-31", "q1")
    story.withdrawn("2022-03-03 16:00")
    assert story.case.requests[0].status == "granted"


def test_only_the_addressee_may_ask() -> None:
    with pytest.raises(NotTheAddressee):
        ask(received(), office=KANWIL)


def test_one_request_at_a_time() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    with pytest.raises(RequestPending):
        ask(story)


@pytest.mark.parametrize("new_due_on", ["2022-02-28", "2022-03-11"])
def test_the_new_date_must_be_later_than_the_old(new_due_on: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(received(), new_due_on)
    assert str(refused.value.errors["new_due_on"][0]) == "new_due_on must be later than 2022-03-11."


def test_nobody_asks_for_more_time_once_submitted_closed_or_without_a_date() -> None:
    submitted, closed = received(), received()
    submitted.confirmed("2022-02-28 10:00")
    closed.withdrawn("2022-02-28 10:00")
    with pytest.raises(AlreadySubmitted):
        ask(submitted)
    with pytest.raises(CaseClosed):
        ask(closed)
    with pytest.raises(NoDeadline):
        ask(Story().recorded(due_kind="none"))


def test_nobody_asks_for_more_time_than_the_law_gives() -> None:
    with pytest.raises(StatutoryDate):
        ask(received(instrument="rekomendasi"))


def test_only_the_ombudsman_of_the_region_refuses() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    with pytest.raises(NotTheOmbudsman):
        core.refuse_extension(story.case, "q1", "Tidak.", actor(KANWIL))


def test_a_request_is_refused_once_and_must_exist() -> None:
    story = received()
    story.asked("2022-03-01 09:45", "2022-03-31")
    with pytest.raises(NoSuchRequest):
        core.refuse_extension(story.case, "q2", "Tidak.", actor(OMBUDSMAN))
    story.extended("2022-03-02 16:00", "2022-03-31", "q1")
    with pytest.raises(RequestAnswered, match="granted"):
        core.refuse_extension(story.case, "q1", "Tidak.", actor(OMBUDSMAN))
