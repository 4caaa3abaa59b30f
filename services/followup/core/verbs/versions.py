"""A new version of the calendar or of the policy reaches an open case.

Owns: what moves and what stays. The rule's count, the deemed receipt and every instant that waits
for days are counted anew; a date that a person set stays, and the round is kept. Whatever becomes
shorter falls no earlier than the end of the day on which the version came into force.
"""

from datetime import date, datetime
from typing import Any

from services.followup.core.calendar import Calendar
from services.followup.core.civil import day_of, end_of
from services.followup.core.frozen import replace
from services.followup.core.model import CLOSED, Case, Escalation, Line, Outcome
from services.followup.core.policy import Policy
from services.followup.core.rules import Rules
from services.followup.core.verbs.deadline import dated
from services.followup.core.verbs.escalations import climbs_at, corrected_date, put
from services.followup.core.verbs.journal import line
from services.followup.core.verbs.receipts import planned

Version = Calendar | Policy
KINDS = {Calendar: "calendar_changed", Policy: "policy_changed"}


def came_into_force(case: Case, version: Version, rules: Rules) -> Outcome:
    """`version` holds for the case from its instant on; a line says so only where a date moved."""
    if isinstance(version, Policy):
        case, rules = replace(case, policy_version=version.version), rules.under(version.version)
    else:
        case = replace(case, calendar_version=version.version)
    if case.status in CLOSED:
        return case, ()
    before = _waits(case, version, rules)
    after = _recounted(before, version, rules)
    case, withdrawals = corrected_date(before, after, version.at, rules, KINDS[type(version)])
    case, climbs = _climbs(case, version, rules)
    if case.official_due_on == before.official_due_on:
        return case, climbs
    moved = _changed(
        case,
        version,
        rules,
        of="due",
        before=before.official_due_on,
        after=case.official_due_on,
    )
    return case, (moved, *withdrawals, *climbs)


def _waits(case: Case, version: Version, rules: Rules) -> Case:
    """Deemed receipt and the notice of silence, where they still lie ahead."""
    zone, (deemed_at, acknowledge_by) = case.unit.time_zone, planned(case, rules)
    return replace(
        case,
        deemed_at=case.deemed_at and _no_earlier(case.deemed_at, deemed_at, version, zone),
        acknowledge_by=case.acknowledge_by
        and _no_earlier(case.acknowledge_by, acknowledge_by, version, zone),
    )


def _no_earlier(old: datetime, new: datetime, version: Version, time_zone: str) -> datetime:
    """`new`, but where it is before `old` no earlier than the end of the version's first day."""
    return max(new, min(old, end_of(day_of(version.at, time_zone), time_zone)))


def _recounted(case: Case, version: Version, rules: Rules) -> Case:
    after = _counted(case, None, version, rules)
    old, new = case.official_due_on, after.official_due_on
    if old is None or new is None or new >= old:
        return after
    floor = min(old, day_of(version.at, case.unit.time_zone))
    return after if new >= floor else _counted(case, floor, version, rules)


def _counted(case: Case, not_before: date | None, version: Version, rules: Rules) -> Case:
    floored = replace(case, card=replace(case.card, not_before=not_before))
    return dated(floored, version.at, rules)


def _climbs(case: Case, version: Version, rules: Rules) -> Outcome:
    """The time to decide of every undecided escalation, by the calendar of its own office."""
    lines: list[Line] = []
    for each in case.escalations:
        if each.climbs_at is None:
            continue
        counted = climbs_at(each.office, each.level, each.opened_at, case.calendar_version, rules)
        new = _no_earlier(each.climbs_at, counted, version, each.office.time_zone)
        if new != each.climbs_at:
            case = put(case, replace(each, climbs_at=new))
            lines.append(_time_to_decide(case, each, new, version, rules))
    return case, tuple(lines)


def _time_to_decide(
    case: Case, escalation: Escalation, climbs: datetime, version: Version, rules: Rules
) -> Line:
    return _changed(
        case,
        version,
        rules,
        of="escalation",
        before=escalation.climbs_at,
        after=climbs,
        tells=("holder",),
        holder=escalation.office.code,
        escalation_id=escalation.id,
    )


def _changed(case: Case, version: Version, rules: Rules, **body: Any) -> Line:
    said = {"decree": version.decree, "version": version.version, **body}
    return line(case, KINDS[type(version)], version.at, rules, **said)
