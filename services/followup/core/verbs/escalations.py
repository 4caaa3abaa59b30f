"""Escalations: how one opens, climbs, closes and is withdrawn.

Owns: the record of what went to a superior. An undecided one climbs, a decided one does not; both
live until a submission, a new date, a closure or the next level 1 closes them.
"""

from datetime import datetime
from typing import Any

from services.followup.core.civil import day_of, end_of
from services.followup.core.frozen import replace
from services.followup.core.model import Case, Escalation, Line, Outcome
from services.followup.core.policy import Policy
from services.followup.core.rules import Rules
from services.followup.core.verbs.deadline import corrected, new_round
from services.followup.core.verbs.journal import about, line
from shared.events import OfficeFacts

UNDECIDED = frozenset({"open", "acknowledged"})
LIVE = UNDECIDED | {"decided"}
FIRST = "level_1"


def find(case: Case, escalation_id: str) -> Escalation | None:
    """The case's escalation with that id; None where it has none."""
    return next((each for each in case.escalations if each.id == escalation_id), None)


def live(case: Case) -> list[Escalation]:
    """Those that still stand, the earliest first."""
    return [each for each in case.escalations if each.status in LIVE]


def holder(case: Case, level: int, policy: Policy) -> OfficeFacts | None:
    """The office that would hold `level`; None where nobody stands above."""
    place = policy.level(level).superior
    return case.superiors[place] if place is not None and place < len(case.superiors) else None


def missed(case: Case, at: datetime, rules: Rules) -> Outcome:
    """The date in force passed with nothing submitted: level 1, in place of any that lived on from
    an earlier round. Without a superior the notice that ends the ladder goes out at once."""
    case, closings = closed(case, at, rules, "escalated_again")
    past = case.due_at is not None and case.due_at <= case.dated_at
    case, opening = raised(case, 1, FIRST, at, rules, already_past=past)
    return case, closings + opening


def climbed(case: Case, at: datetime, rules: Rules, *, escalation: Escalation) -> Outcome:
    """Nobody decided in time: the escalation closes, and the matter goes one level up."""
    case, closing = _closed(case, escalation, at, rules, "climbed")
    case, opening = handed_up(case, escalation, at, rules)
    return case, (closing, *opening)


def handed_up(case: Case, escalation: Escalation, at: datetime, rules: Rules) -> Outcome:
    """The next level opens; where nobody holds it, the ladder is exhausted."""
    last = rules.policy.levels[-1].number
    level = escalation.level + 1 if holder(case, escalation.level + 1, rules.policy) else last
    return raised(case, level, f"level_{level}", at, rules)


def raised(
    case: Case, level: int, rung: str, at: datetime, rules: Rules, *, already_past: bool = False
) -> Outcome:
    """`level` is reached by `rung`: an escalation where somebody holds it, else the last notice."""
    case = replace(case, fired=(*case.fired, rung))
    office = holder(case, level, rules.policy)
    if office is None:
        return _exhausted(case, rung, at, rules, already_past)
    opened = Escalation(
        id=f"{case.recommendation_id}.{case.round}.{level}",
        level=level,
        round=case.round,
        office=office,
        status="open",
        opened_at=at,
        already_past=already_past,
        climbs_at=climbs_at(office, level, at, case.calendar_version, rules),
    )
    case = replace(case, escalations=(*case.escalations, opened))
    return case, (_told(case, "escalated", opened, at, rules, rung=rung),)


def climbs_at(
    office: OfficeFacts, level: int, opened_at: datetime, version: int, rules: Rules
) -> datetime:
    """24:00 of the last day that `office` has to decide: day 1 is the working day after the day,
    in the office's own zone, on which the level opened."""
    days = rules.policy.rung(f"level_{level + 1}").days
    opened_on = day_of(opened_at, office.time_zone)
    last = rules.calendar(version).nth_working_day(opened_on, days, office.regency)
    return end_of(last, office.time_zone)


def closed(case: Case, at: datetime, rules: Rules, because: str) -> Outcome:
    """Every escalation that lives is closed and climbs no more."""
    lines: list[Line] = []
    for each in live(case):
        case, closing = _closed(case, each, at, rules, because)
        lines.append(closing)
    return case, tuple(lines)


def corrected_date(before: Case, after: Case, at: datetime, rules: Rules, because: str) -> Outcome:
    """`after` is `before` with its rule counted anew at `at`. Where that moves the date in force
    past `at`, whatever its old date had caused in this round is withdrawn and a round begins."""
    after = corrected(before, after, at)
    moved = after.due_at if after.due_at != before.due_at else None
    if FIRST not in after.fired or after.submitted_at or moved is None or moved <= at:
        return after, ()
    return _withdrawn(after, at, rules, because)


def put(case: Case, escalation: Escalation) -> Case:
    """The case with that escalation as it is now, in its place."""
    return replace(
        case,
        escalations=tuple(
            escalation if each.id == escalation.id else each for each in case.escalations
        ),
    )


def _ended(escalation: Escalation, status: str, at: datetime, because: str) -> Escalation:
    return replace(escalation, status=status, climbs_at=None, closed_at=at, closed_because=because)


def _closed(
    case: Case, escalation: Escalation, at: datetime, rules: Rules, because: str
) -> tuple[Case, Line]:
    ended = _ended(escalation, "closed", at, because)
    case = put(case, ended)
    tells = rules.policy.tells("escalation_closed")
    return case, _told(case, "escalation_closed", ended, at, rules, tells=tells, because=because)


def _withdrawn(case: Case, at: datetime, rules: Rules, because: str) -> Outcome:
    """All that this round's date had caused is taken back, and told to those who had been told."""
    ended = [
        _ended(each, "withdrawn", at, because) for each in live(case) if each.round == case.round
    ]
    for each in ended:
        case = put(case, each)
    notice, case = case.exhausted, new_round(case, at, rules)
    lines = [
        _told(case, "escalation_withdrawn", each, at, rules, because=because) for each in ended
    ]
    if notice:
        lines.append(_notice(case, "escalation_withdrawn", at, rules, because=because))
    return case, tuple(lines)


def _exhausted(case: Case, rung: str, at: datetime, rules: Rules, already_past: bool) -> Outcome:
    case = replace(case, exhausted=True)
    return case, (_notice(case, "exhausted", at, rules, rung=rung, already_past=already_past),)


def _notice(case: Case, kind: str, at: datetime, rules: Rules, **said: Any) -> Line:
    """A line about the last level, which is a notice that nobody holds."""
    last = rules.policy.levels[-1]
    return line(case, kind, at, rules, tells=last.tells, level=last.number, **said)


def _told(
    case: Case, kind: str, escalation: Escalation, at: datetime, rules: Rules, **said: Any
) -> Line:
    """A line about an escalation, to those whom its level tells unless `said` names others."""
    facts = {
        "tells": rules.policy.level(escalation.level).tells,
        "holder": escalation.office.code,
        "level": escalation.level,
        "already_past": escalation.already_past,
        **about(escalation),
        **said,
    }
    return line(case, kind, at, rules, **facts)
