"""What may be said about a recommendation, by whom and when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.intake.core import (
    acknowledge,
    confirm,
    extend,
    prove_receipt,
    reopen,
    supersede,
    verify,
    withdraw,
)
from services.intake.core import refusals as no
from services.intake.core.model import Action, Recommendation, Speaker
from services.intake.core.words import CLOSED, CONFIRMABLE, STATUSES
from shared.refusal import Invalid, Refusal
from tests.intake.things import (
    ACTION,
    HEAD,
    MONTH_LATER,
    NEIGHBOUR,
    NOON,
    OTHER,
    SPEAKER,
    STAFF,
    TODAY,
    TOMORROW,
    deed,
    evidence,
    judgement,
    recommendation,
    statutory,
)

YESTERDAY = date(2022, 1, 24)
LATER = datetime(2022, 2, 1, 5, tzinfo=UTC)
AWAITING = "awaiting_verification"
PHOTO = {"photo-1": evidence()}


def named(error: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return sorted(error.value.errors)


# Receipt


def test_the_addressee_acknowledges_and_the_clock_starts() -> None:
    after, fact = acknowledge(recommendation(), TODAY, HEAD, NOON)
    assert (after.status, after.receipt, after.received_on) == ("received", "acknowledged", TODAY)
    assert (fact.by, fact.proof, fact.received_on) == ("addressee", None, TODAY)


def test_an_acknowledgement_moves_no_proof() -> None:
    proven = recommendation(status="received", receipt="proven", received_on=TODAY)
    after, _ = acknowledge(proven, date(2022, 1, 28), HEAD, LATER)
    assert (after.receipt, after.received_on, after.acknowledged) == ("proven", TODAY, True)


def test_an_acknowledgement_is_given_once() -> None:
    once, _ = acknowledge(recommendation(), TODAY, HEAD, NOON)
    with pytest.raises(no.AlreadyAcknowledged):
        acknowledge(once, TODAY, HEAD, NOON)


def test_the_ombudsman_proves_receipt_and_may_correct_the_proof() -> None:
    heard, _ = acknowledge(recommendation(), TODAY, HEAD, NOON)
    proven, fact = prove_receipt(heard, date(2022, 1, 28), "Tanda terima", STAFF, LATER)
    assert (proven.receipt, proven.received_on) == ("proven", date(2022, 1, 28))
    assert (fact.by, fact.proof) == ("ombudsman", "Tanda terima")
    with pytest.raises(no.AlreadyProven):
        prove_receipt(proven, date(2022, 1, 28), "Tanda terima", STAFF, LATER)
    corrected, _ = prove_receipt(proven, date(2022, 1, 27), "Resi pos", STAFF, LATER)
    assert corrected.received_on == date(2022, 1, 27)


@pytest.mark.parametrize("day", [YESTERDAY, TOMORROW])
def test_receipt_lies_between_the_letter_and_today(day: date) -> None:
    with pytest.raises(Invalid) as error:
        acknowledge(recommendation(), day, HEAD, NOON)
    assert named(error) == ["received_on"]


def test_receipt_after_the_action_keeps_the_status() -> None:
    after, _ = acknowledge(recommendation(status=AWAITING), TODAY, HEAD, NOON)
    assert after.status == AWAITING


# Actions


@pytest.mark.parametrize("status", sorted(CONFIRMABLE))
def test_an_action_is_confirmed_and_awaits_its_verdict(status: str) -> None:
    after, fact = confirm(recommendation(status=status), deed(), PHOTO, SPEAKER, NOON)
    assert after.status == AWAITING
    assert [one.uploaded_by for one in fact.evidence] == ["operator"]


def test_only_the_head_of_the_addressee_confirms() -> None:
    with pytest.raises(no.NotTheAddressee):
        confirm(recommendation(), deed(), PHOTO, Speaker(OTHER, head=True), NOON)
    with pytest.raises(no.NotTheHead):
        confirm(recommendation(), deed(), PHOTO, Speaker(HEAD, head=False), NOON)


def test_one_action_awaits_a_verdict_at_a_time() -> None:
    with pytest.raises(no.AlreadySubmitted):
        confirm(recommendation(status=AWAITING), deed(), PHOTO, SPEAKER, NOON)


@pytest.mark.parametrize(
    ("changes", "there", "path"),
    [
        ({"evidence": ()}, PHOTO, "evidence"),
        ({"evidence": ("unknown",)}, PHOTO, "evidence.0"),
        ({"evidence": ("photo-1", "photo-1")}, PHOTO, "evidence.1"),
        ({}, {"photo-1": evidence(recommendation_id="rec-2")}, "evidence.0"),
        ({}, {"photo-1": evidence(judged=True)}, "evidence.0"),
        ({"completed_on": TOMORROW}, PHOTO, "completed_on"),
        ({"completed_on": YESTERDAY}, PHOTO, "completed_on"),
    ],
)
def test_an_action_shows_fitting_evidence_of_a_fitting_day(
    changes: dict[str, Any], there: dict[str, Any], path: str
) -> None:
    with pytest.raises(Invalid) as error:
        confirm(recommendation(), deed(**changes), there, SPEAKER, NOON)
    assert named(error) == [path]


# Verdicts


@pytest.mark.parametrize(
    ("outcome", "more"),
    [
        ("implemented", {"note": ""}),
        ("returned", {"new_due_on": MONTH_LATER}),
        ("partially_implemented", {"new_due_on": MONTH_LATER, "remaining": "Papan kedua."}),
        ("not_actionable", {}),
        ("not_implemented", {}),
    ],
)
def test_a_verdict_gives_its_status(outcome: str, more: dict[str, Any]) -> None:
    one = recommendation(status=AWAITING)
    after, fact = verify(one, judgement(outcome, **more), ACTION, STAFF, NOON)
    assert (after.status, after.due_on) == (outcome, more.get("new_due_on"))
    assert (fact.action_id, fact.outcome) == ("action-1", outcome)


@pytest.mark.parametrize("outcome", ["not_actionable", "not_implemented"])
def test_what_was_never_submitted_may_be_closed(outcome: str) -> None:
    after, fact = verify(recommendation(), judgement(outcome), None, STAFF, NOON)
    assert (after.status, fact.action_id) == (outcome, None)


@pytest.mark.parametrize("outcome", ["implemented", "returned", "partially_implemented"])
def test_what_was_never_submitted_is_not_judged(outcome: str) -> None:
    with pytest.raises(no.NothingSubmitted):
        verify(recommendation(), judgement(outcome), None, STAFF, NOON)


@pytest.mark.parametrize(
    ("outcome", "more", "paths"),
    [
        ("returned", {}, ["new_due_on"]),
        ("returned", {"new_due_on": TODAY}, ["new_due_on"]),
        ("returned", {"new_due_on": TOMORROW, "note": ""}, ["note"]),
        ("returned", {"new_due_on": TOMORROW, "remaining": "x"}, ["remaining"]),
        ("partially_implemented", {}, ["new_due_on", "remaining"]),
        ("implemented", {"new_due_on": TOMORROW, "remaining": "x"}, ["new_due_on", "remaining"]),
        ("not_actionable", {"note": ""}, ["note"]),
        ("not_implemented", {"note": "", "new_due_on": TOMORROW}, ["new_due_on", "note"]),
    ],
)
def test_a_verdict_says_what_follows_and_no_more(
    outcome: str, more: dict[str, Any], paths: list[str]
) -> None:
    with pytest.raises(Invalid) as error:
        verify(recommendation(status=AWAITING), judgement(outcome, **more), ACTION, STAFF, NOON)
    assert named(error) == paths


def test_a_statutory_date_is_not_set_by_a_verdict() -> None:
    one = statutory(status=AWAITING)
    after, fact = verify(one, judgement("returned"), ACTION, STAFF, NOON)
    assert (after.status, fact.new_due_on) == ("returned", None)
    with pytest.raises(Invalid) as error:
        verify(one, judgement("returned", new_due_on=MONTH_LATER), ACTION, STAFF, NOON)
    assert "statutory" not in named(error)
    assert "The law sets the date of a rekomendasi" in str(error.value.errors["new_due_on"][0])


def test_nobody_judges_evidence_of_their_own() -> None:
    own = Action("action-1", "rec-1", frozenset({"staff"}))
    with pytest.raises(no.OwnEvidence):
        verify(recommendation(status=AWAITING), judgement("implemented"), own, STAFF, NOON)


# Rulings


def test_withdrawn_and_superseded() -> None:
    after, fact = withdraw(recommendation(), "Keliru.", STAFF)
    assert (after.status, fact.reason) == ("withdrawn", "Keliru.")
    successor = recommendation(id="rec-2", code="REK-BABEL-2022-0002", status="implemented")
    after, told = supersede(recommendation(), successor, "Digabung.", STAFF)
    assert (after.status, after.superseded_by) == ("superseded", "REK-BABEL-2022-0002")
    assert told.superseded_by == "REK-BABEL-2022-0002"


@pytest.mark.parametrize(
    "successor",
    [
        recommendation(),
        recommendation(id="rec-2", unit="LP-SGL"),
        recommendation(id="rec-2", status="withdrawn"),
        recommendation(id="rec-2", status="superseded"),
    ],
)
def test_a_successor_stands_and_has_the_same_unit(successor: Recommendation) -> None:
    with pytest.raises(Invalid) as error:
        supersede(recommendation(), successor, "Digabung.", STAFF)
    assert named(error) == ["superseded_by"]


def test_what_was_implemented_may_be_reopened() -> None:
    done = recommendation(status="implemented")
    after, fact = reopen(done, "Papan diturunkan.", MONTH_LATER, STAFF, NOON)
    assert (after.status, after.due_on, fact.new_due_on) == ("reopened", MONTH_LATER, MONTH_LATER)
    after, fact = reopen(statutory(status="implemented"), "Palsu.", None, STAFF, NOON)
    assert (after.status, fact.new_due_on) == ("reopened", None)


@pytest.mark.parametrize(
    ("one", "day"),
    [
        (recommendation(status="implemented"), None),
        (recommendation(status="implemented"), TODAY),
        (statutory(status="implemented"), MONTH_LATER),
    ],
)
def test_a_reopening_sets_a_date_unless_the_law_does(one: Recommendation, day: date | None) -> None:
    with pytest.raises(Invalid) as error:
        reopen(one, "Papan diturunkan.", day, STAFF, NOON)
    assert named(error) == ["new_due_on"]


@pytest.mark.parametrize("status", sorted(set(STATUSES) - {"implemented"}))
def test_nothing_else_is_reopened(status: str) -> None:
    with pytest.raises(no.NotYetImplemented):
        reopen(recommendation(status=status), "Papan diturunkan.", MONTH_LATER, STAFF, NOON)


def test_an_extension_moves_the_date_later() -> None:
    after, fact = extend(
        recommendation(), MONTH_LATER, "Dapat diterima.", STAFF, NOON, request_id="request-1"
    )
    assert (after.due_on, fact.new_due_on) == (MONTH_LATER, MONTH_LATER)
    assert fact.request_id == "request-1"
    further, _ = extend(after, date(2022, 3, 1), "Lagi.", STAFF, NOON)
    assert further.due_on == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("due_on", "day"), [(None, TODAY), (MONTH_LATER, MONTH_LATER), (MONTH_LATER, TOMORROW)]
)
def test_an_extension_is_later_than_today_and_than_the_date_in_force(
    due_on: date | None, day: date
) -> None:
    with pytest.raises(Invalid) as error:
        extend(recommendation(due_on=due_on), day, "Dapat diterima.", STAFF, NOON)
    assert named(error) == ["new_due_on"]


def test_a_statutory_date_and_none_at_all_are_not_extended() -> None:
    with pytest.raises(no.StatutoryDate):
        extend(statutory(), MONTH_LATER, "Dapat diterima.", STAFF, NOON)
    with pytest.raises(no.NoDeadline):
        extend(recommendation(due_kind="none"), MONTH_LATER, "Ya.", STAFF, NOON)
    dated = recommendation(due_kind="none", due_on=TOMORROW)  # a return has set one
    assert extend(dated, MONTH_LATER, "Ya.", STAFF, NOON)[0].due_on == MONTH_LATER


# Whoever, whenever

Said = Callable[[Recommendation], object]
BY_OMBUDSMAN: dict[str, Callable[[Recommendation, Any], object]] = {
    "proof": lambda one, who: prove_receipt(one, TODAY, "Resi", who, NOON),
    "verify": lambda one, who: verify(one, judgement("not_implemented"), None, who, NOON),
    "withdraw": lambda one, who: withdraw(one, "Keliru.", who),
    "supersede": lambda one, who: supersede(one, recommendation(id="rec-2"), "Ya.", who),
    "reopen": lambda one, who: reopen(one, "Palsu.", MONTH_LATER, who, NOON),
    "extend": lambda one, who: extend(one, MONTH_LATER, "Ya.", who, NOON),
}
BY_ADDRESSEE: dict[str, Said] = {
    "acknowledge": lambda one: acknowledge(one, TODAY, HEAD, NOON),
    "confirm": lambda one: confirm(one, deed(), PHOTO, SPEAKER, NOON),
}


@pytest.mark.parametrize("verb", BY_OMBUDSMAN)
def test_only_the_office_that_wrote_it_rules(verb: str) -> None:
    status = "implemented" if verb == "reopen" else "received"
    with pytest.raises(no.NotTheOmbudsman):
        BY_OMBUDSMAN[verb](recommendation(status=status), NEIGHBOUR)


def test_only_the_addressee_acknowledges() -> None:
    with pytest.raises(no.NotTheAddressee):
        acknowledge(recommendation(), TODAY, OTHER, NOON)


@pytest.mark.parametrize("status", sorted(CLOSED))
@pytest.mark.parametrize("verb", sorted(set(BY_OMBUDSMAN) - {"reopen"}) + sorted(BY_ADDRESSEE))
def test_nothing_more_is_said_of_what_is_closed(verb: str, status: str) -> None:
    one = recommendation(status=status)
    say = BY_ADDRESSEE.get(verb) or (lambda each: BY_OMBUDSMAN[verb](each, STAFF))
    with pytest.raises(no.Closed):
        say(one)


def test_a_refusal_says_what_it_is() -> None:
    with pytest.raises(Refusal, match="REK-BABEL-2022-0001 is closed"):
        withdraw(recommendation(status="withdrawn"), "Lagi.", STAFF)


def test_no_verb_changes_what_was_sent() -> None:
    one = recommendation(status=AWAITING)
    sent = replace(one, status="", due_on=None)
    for outcome in ("implemented", "not_actionable"):
        after, _ = verify(one, judgement(outcome), ACTION, STAFF, NOON)
        assert replace(after, status="", due_on=None) == sent
