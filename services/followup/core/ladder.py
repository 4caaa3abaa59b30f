"""When something falls due.

Owns: every instant at which time speaks about a case, and what then happens. A step that lies
before what the case already knows is taken at once; the oldest goes first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from services.followup.core.calendar import Calendar
from services.followup.core.civil import DAY, at_hour, bounded
from services.followup.core.frozen import replace
from services.followup.core.model import CLOSED, Case, Outcome
from services.followup.core.policy import WORKING, Policy, Rung
from services.followup.core.rules import Rules
from services.followup.core.verbs.deadline import official_end
from services.followup.core.verbs.escalations import FIRST, climbed, missed
from services.followup.core.verbs.journal import due_on, line
from services.followup.core.verbs.receipts import deemed, unacknowledged
from services.followup.core.verbs.versions import came_into_force

REPEAT = "repeat_notice"


@dataclass(frozen=True)
class Step:
    """What happens at `at`; of several at one instant the lower `order` goes first."""

    at: datetime
    order: int
    take: Callable[[Case, datetime, Rules], Outcome]


def first_step(case: Case, rules: Rules, *, versions: bool = True) -> Step | None:
    """The next step, the oldest that has not been taken; None where nothing is to come.
    `versions` includes those of the calendar and the policy that have yet to reach the case."""
    rules = rules.of(case)
    steps = list(_steps(case, rules))
    if versions:
        steps.extend(_version(case, rules))
    return min(steps, key=lambda step: (taken_at(step, case), step.at, step.order), default=None)


def stirs_at(case: Case, rules: Rules) -> datetime | None:
    """When time next says something to a case whose `next_at` is in step with it, versions
    included; None where it says nothing more. The instant of `first_step`, for less."""
    ahead = (rules.calendar_after(case.calendar_version), rules.policy_after(case.policy_version))
    at = min((at for at in (case.next_at, *(one.at for one in ahead if one)) if at), default=None)
    return at and max(at, case.advanced_to)


def taken_at(step: Step, case: Case) -> datetime:
    """When the step is taken: at its instant, or at once where the case is already past it."""
    return max(step.at, case.advanced_to)


def _steps(case: Case, rules: Rules) -> Iterator[Step]:
    if case.status in CLOSED:
        return
    yield from _of_sending(case)
    yield from _of_escalations(case)
    if case.submitted_at is None:
        yield from _of_the_official_date(case)
        yield from _of_the_date_in_force(case, rules)


def _of_sending(case: Case) -> Iterator[Step]:
    if case.repeat_of and case.round == 1 and REPEAT not in case.fired:
        yield Step(case.sent_at, 0, _repeated)
    if case.deemed_at:
        yield Step(case.deemed_at, 1, deemed)
    if case.acknowledge_by:
        yield Step(case.acknowledge_by, 5, unacknowledged)


def _of_escalations(case: Case) -> Iterator[Step]:
    for each in case.escalations:
        if each.climbs_at:
            yield Step(each.climbs_at, 3, partial(climbed, escalation=each))


def _of_the_official_date(case: Case) -> Iterator[Step]:
    """Lateness is against the official date, also while only an internal one is in force."""
    if case.breached_at is None and (end := official_end(case)):
        yield Step(end, 2, _breached)


def _of_the_date_in_force(case: Case, rules: Rules) -> Iterator[Step]:
    """Reminders and level 1. A reminder that lies before its date was recorded, or its policy came
    into force, does not exist."""
    last_day = due_on(case)
    if last_day is None or case.due_at is None or FIRST in case.fired:
        return
    yield Step(case.due_at, 4, missed)
    begin = max(case.dated_at, rules.policy.at)
    for rung in rules.policy.reminders:
        if rung.name in case.fired:
            continue
        on = _days_before(last_day, rung, case, rules)
        at = at_hour(on, rules.policy.reminder_hour, case.unit.time_zone)
        if at >= begin:
            yield Step(at, 6, partial(_reminded, rung=rung))


def _version(case: Case, rules: Rules) -> Iterator[Step]:
    calendar = rules.calendar_after(case.calendar_version)
    if calendar:
        yield Step(calendar.at, 7, partial(_amended, version=calendar))
    policy = rules.policy_after(case.policy_version)
    if policy:
        yield Step(policy.at, 8, partial(_amended, version=policy))


def _days_before(last_day: date, rung: Rung, case: Case, rules: Rules) -> date:
    unit = rung.unit_of_days or rules.policy.instrument(case.instrument).unit_of_days
    if unit != WORKING:
        return bounded(last_day) - rung.days * DAY
    calendar = rules.calendar(case.calendar_version)
    return calendar.back_working_days(last_day, rung.days, case.unit.regency)


def _repeated(case: Case, at: datetime, rules: Rules) -> Outcome:
    case = replace(case, fired=(*case.fired, REPEAT))
    return case, (line(case, REPEAT, at, rules, rung=REPEAT, repeat_of=case.repeat_of),)


def _breached(case: Case, _: datetime, __: Rules) -> Outcome:
    """Time marks the case; the journal already has the rung of the date in force."""
    return replace(case, breached_at=official_end(case)), ()


def _reminded(case: Case, at: datetime, rules: Rules, *, rung: Rung) -> Outcome:
    case = replace(case, fired=(*case.fired, rung.name))
    unit = rung.unit_of_days or rules.policy.instrument(case.instrument).unit_of_days
    said = line(case, rung.kind, at, rules, rung=rung.name, days_left=rung.days, unit_of_days=unit)
    return case, (said,)


def _amended(case: Case, _: datetime, rules: Rules, *, version: Calendar | Policy) -> Outcome:
    return came_into_force(case, version, rules)
