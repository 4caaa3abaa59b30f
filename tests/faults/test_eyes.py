"""The eyes that judge a run see what they must: each wrong that is planted is found, and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.events import Event
from tests.faults import __main__ as verb
from tests.faults import draw, eyes, kinds
from tests.faults.ledger import REFUSED, UNKNOWN
from tests.faults.made import CLIMBS, DUE, POSTED, QUICK, SILENT, letter, line, made, taken
from tests.faults.march import Struck
from tests.faults.outcome import Letter, Line, Outcome
from tests.faults.plan import SHORT
from tests.faults.post import DROPPED, REJECTED, TAKEN, Transaction
from tests.faults.story import story
from tests.faults.summary import Run, summary

Plant = Callable[[Outcome], Outcome]


@pytest.fixture
def outcome() -> Outcome:
    return made()


def test_a_run_that_went_as_it_must_has_no_findings(outcome: Outcome) -> None:
    assert eyes.judge(outcome) == []


def lines(change: Callable[[list[Line]], list[Line]]) -> Plant:
    return lambda there: replace(there, lines=change(list(there.lines)))


def events(change: Callable[[list[Event]], list[Event]]) -> Plant:
    return lambda there: replace(there, events=change(list(there.events)))


def letters(change: Callable[[list[Letter]], list[Letter]]) -> Plant:
    return lambda there: replace(there, letters=change(list(there.letters)))


def offered(*more: Transaction) -> Plant:
    return lambda there: replace(there, transactions=[*there.transactions, *more])


def answered(**change: Any) -> Plant:
    return lambda there: replace(
        there, said=[there.said[0], replace(there.said[1], **change), *there.said[2:]]
    )


HOUR = timedelta(hours=1)
WRONG: dict[str, tuple[str, Plant]] = {
    "the one who confirmed in time is escalated": (
        "false escalation",
        lines(lambda there: [*there, line(QUICK, "level_1", DUE)]),
    ),
    "an hour early": (
        "false escalation",
        lines(lambda there: [line(SILENT, "level_1", DUE - HOUR), *there[1:]]),
    ),
    "the second level is reached a day late": (
        "missed escalation",
        lines(lambda there: [there[0], line(SILENT, "level_2", CLIMBS + 24 * HOUR)]),
    ),
    "nobody was escalated": ("missed escalation", lines(lambda there: [])),
    "twice in one round": ("doubled escalation", lines(lambda there: [*there, there[0]])),
    "once more in another round": (
        "doubled escalation",
        lines(lambda there: [*there, replace(there[0], round=2)]),
    ),
    "a confirmation is gone": ("lost post", events(lambda there: there[:3])),
    "a recommendation of a letter is gone": ("lost post", events(lambda there: there[:2])),
    "a confirmation stands twice": ("doubled post", events(lambda there: [*there, there[3]])),
    "what was refused stands": ("doubled post", answered(outcome=REFUSED, status=409)),
    "stamped before anybody asked": (
        "wrong stamp",
        answered(asked_at=DUE - timedelta(seconds=1.5), answered_at=DUE),
    ),
    "an event is missing in the middle": (
        "broken chain",
        events(lambda there: [*there[:1], *there[2:]]),
    ),
    "a hash is another": (
        "broken chain",
        events(lambda there: [replace(there[0], hash="0" * 64), *there[1:]]),
    ),
    "a letter is not in the outbox": ("unsent letter", letters(lambda there: there[:1])),
    "marked as sent, but no server has it": (
        "unsent letter",
        lambda there: replace(there, transactions=there.transactions[:1]),
    ),
    "given up though nobody refused it": (
        "unsent letter",
        letters(lambda there: [replace(there[0], state="parked"), there[1]]),
    ),
    "still waiting though it was offered": (
        "unsent letter",
        letters(lambda there: [replace(there[0], state="waiting"), there[1]]),
    ),
    "an escalation was told that the journal does not know any more": (
        "false escalation",
        letters(lambda there: [*there, letter(QUICK, "level_1", "<1>")]),
    ),
    "a letter of no line of the journal": (
        "doubled letter",
        letters(lambda there: [*there, replace(there[0], kind="reminder")]),
    ),
    "sent again without cause": ("doubled letter", offered(taken("<1>", 40.0))),
    "sent again after it was refused for good": (
        "doubled letter",
        lambda there: replace(there, transactions=[
            taken("<1>", 1.0, REJECTED), *there.transactions]),
    ),
    "the audit finds something": ("audit", lambda there: replace(there, audit=["missing"])),
    "verify finds something": ("broken chain", lambda there: replace(there, verify=["1"])),
    "a certificate found something": ("false alarm", lambda there: replace(there, alarms=["1"])),
    "it never came right": ("never settled", lambda there: replace(there, unsettled=["1"])),
    "an answer in no form": ("wrong answer", lambda there: replace(there, wrong_answers=["500"])),
}  # fmt: skip


@pytest.mark.parametrize("planted", WRONG)
def test_what_is_planted_is_found(outcome: Outcome, planted: str) -> None:
    what, plant = WRONG[planted]
    assert what in {one.what for one in eyes.judge(plant(outcome))}


def test_what_nobody_answered_may_stand_or_not(outcome: Outcome) -> None:
    unsure = answered(outcome=UNKNOWN, status=None)(outcome)
    assert eyes.judge(unsure) == []
    gone = events(lambda there: there[:3])(unsure)
    late = lines(lambda there: [*there, line(QUICK, "level_1", DUE),
                                line(QUICK, "level_2", CLIMBS)])(gone)  # fmt: skip
    there = [*late.letters, letter(QUICK, "level_1", "<1>"), letter(QUICK, "level_2", "<2>")]
    assert eyes.judge(replace(late, letters=there)) == []


@pytest.mark.parametrize(
    ("first", "struck"),
    [
        (DROPPED, []),
        (TAKEN, [Struck("kill -9 of a worker", POSTED, 12.0, 12.0)]),
        (TAKEN, [Struck("disk full", POSTED, 9.0, 11.0)]),
        (REJECTED, [Struck("disk full", POSTED, 9.0, 11.0)]),
    ],
)
def test_a_letter_may_leave_again_where_nobody_could_know(
    outcome: Outcome, first: str, struck: list[Struck]
) -> None:
    repeated = [taken("<1>", 10.0, first), taken("<1>", 40.0), outcome.transactions[1]]
    assert eyes.judge(replace(outcome, transactions=repeated, struck=struck)) == []


def test_a_kill_long_before_excuses_no_repetition(outcome: Outcome) -> None:
    struck = [Struck("kill -9 of a worker", POSTED, 5.0, 5.0)]
    again = offered(taken("<1>", 40.0))(replace(outcome, struck=struck))
    assert [one.what for one in eyes.judge(again)] == ["doubled letter"]


def test_a_story_tells_everything_of_one_case(outcome: Outcome) -> None:
    told = "\n".join(story(outcome, SILENT))
    assert "recommendation.recorded due_on=2022-01-20" in told
    assert "level_1" in told
    assert "sent" in told
    assert QUICK not in told


@pytest.mark.parametrize("wrong", [True, False])
def test_a_run_that_failed_tells_its_seed_the_case_and_its_story(
    outcome: Outcome, capsys: pytest.CaptureFixture[str], *, wrong: bool
) -> None:
    found = lines(lambda _: [])(outcome) if wrong else outcome
    plan = draw.plan(41, SHORT, "sqlite", kinds.drawn("sqlite"))
    run = Run(plan, found, eyes.judge(found), attempts=3, seconds=2.0)
    verb.tell(run)
    told = capsys.readouterr().out
    assert "seed 41 on sqlite: 0 faults, 2 posts kept" in told
    assert (f"missed escalation: {SILENT} level 1" in told) is wrong
    assert (f"the story of {SILENT}" in told) is wrong
    table = "\n".join(summary([run]))
    assert "| posts answered 2xx | 2 | 2 |" in table
    assert f"| **missed escalation: found** | {2 * wrong} | {2 * wrong} |" in table
    assert "| confirmed in the last seconds before the deadline | 1 | 1 |" in table
