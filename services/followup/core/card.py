"""The deadline card: every day of a count, and why it counts or does not.

Owns: counting a rule's days and saying what is provisional about them. Day 1 is the day after
receipt. A working-day rule skips weekends and holidays, any rule skips the days of a pause.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from services.followup.core.calendar import LEAVE, LOCAL, PUBLIC, SATURDAY, Calendar
from services.followup.core.civil import DAY, bounded, end_of
from services.followup.core.model import Card, Day, Pause
from services.followup.core.policy import WORKING, Instrument
from services.followup.core.rules import Rules
from shared.events import OfficeFacts

OFF = {PUBLIC: "public_holiday", LEAVE: "collective_leave", LOCAL: "local_holiday"}
ESTIMATED, NOT_DECREED = "estimated_holiday", "leave_not_decreed"


@dataclass(frozen=True)
class Count:
    """The days of a rule from its start to its last day `due_on`; `doubt` says what makes that
    day provisional (estimated_holiday, leave_not_decreed), None where it is certain."""

    days: tuple[Day, ...]
    due_on: date
    doubt: str | None


def count(
    rule: Instrument,
    start_on: date,
    unit: OfficeFacts,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
) -> Count:
    """The count of `rule` for `unit` from `start_on`, which is day 0."""
    count_day = partial(_day, rule=rule, unit=unit, calendar=calendar, pauses=pauses)
    days, on, number = [Day(start_on, "start")], bounded(start_on), 0
    while number < rule.length:
        on += DAY
        day = count_day(on, number + 1)
        number = day.number or number
        days.append(day)
    return Count(tuple(days), on, _doubt(rule, days, calendar))


def waiting(instrument: Instrument, unit: OfficeFacts, calendar: Calendar) -> Card:
    """The card of a letter without receipt and without date."""
    return Card(
        instrument=instrument.name,
        article=instrument.article,
        unit_of_days=instrument.unit_of_days,
        length=instrument.length,
        start_on=None,
        receipt="none",
        days=(),
        rule_due_on=None,
        dates_set=(),
        pauses=(),
        official_due_on=None,
        internal_due_on=None,
        due_at=None,
        time_zone=unit.time_zone,
        regency=unit.regency,
        calendar_version=calendar.version,
    )


def preview(
    instrument: str, received_on: date, unit: OfficeFacts, rules: Rules, now: datetime
) -> Card:
    """The card that a letter received on that day would get by the rule alone, nothing stored.
    Raises KeyError where the policy has no such instrument."""
    rules = rules.at(now)
    rule, calendar = rules.policy.instrument(instrument), rules.calendar_at(now)
    counted = count(rule, received_on, unit, calendar)
    return replace(
        waiting(rule, unit, calendar),
        start_on=received_on,
        receipt="proven",
        days=counted.days,
        rule_due_on=counted.due_on,
        official_due_on=counted.due_on,
        policy_version=rules.ruling,
        due_at=end_of(counted.due_on, unit.time_zone),
        provisional=counted.doubt is not None,
        provisional_because=counted.doubt,
    )


def _day(
    on: date,
    number: int,
    *,
    rule: Instrument,
    unit: OfficeFacts,
    calendar: Calendar,
    pauses: Sequence[Pause],
) -> Day:
    if any(pause.from_on < on <= pause.to_on for pause in pauses):
        return Day(on, "paused")
    if rule.unit_of_days != WORKING:
        return Day(on, "counted", number)
    holiday = calendar.off(on, unit.regency)
    weekend = on.weekday() >= SATURDAY
    if holiday:
        why = "weekend" if weekend else OFF[holiday.kind]
        return Day(on, why, None, holiday.name, holiday.decree, holiday.provisional)
    return Day(on, "weekend") if weekend else Day(on, "counted", number)


def _doubt(rule: Instrument, days: Sequence[Day], calendar: Calendar) -> str | None:
    """A working-day count is provisional past the last decreed leave, or where it crosses a
    holiday whose date is estimated, weekends included: the true date may be a working day."""
    if rule.unit_of_days == WORKING and days[-1].on > calendar.decreed_until:
        return NOT_DECREED
    return ESTIMATED if any(day.provisional for day in days) else None
