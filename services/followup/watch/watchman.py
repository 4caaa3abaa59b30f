"""The ladder told once more, by a watchman who keeps no plan. Pure.

Owns: an account of which rungs had to fire, for the audit, that shares no code with the core and
knows the policy's numbers and the calendar's days alone. He looks at every local midnight and
every hour of reminders and asks of each rung whether its condition holds by now; between looks he
is told what was said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from operator import is_not
from zoneinfo import ZoneInfo

from services.followup.core.calendar import Calendar
from services.followup.core.policy import Policy
from shared.events import OfficeFacts

DAY, MIDNIGHT = timedelta(days=1), time(0)
KEPT = 10_000
"""So many answers about days and zones are not worked out a second time: cases share them."""
UNDECIDED = ("open", "acknowledged")


@dataclass
class Held:
    """An escalation, as the watchman notes it; `until` is the holder's last day to decide."""

    level: int
    round: int
    until: date
    opened_on: date
    status: str = "open"


@dataclass
class Watchman:
    """He stands before one recommendation. `log` is his account: instant, rung, round."""

    policy: Policy
    calendar: Calendar
    instrument: str
    unit: OfficeFacts
    holders: Sequence[OfficeFacts]
    sent_at: datetime
    ruled: bool
    letter_due: date | None
    received: date | None
    repeat: bool
    now: datetime = field(init=False)
    dated: datetime = field(init=False)
    log: list[tuple[datetime, str, int]] = field(default_factory=list)
    round: int = 1
    receipt: str = "none"
    fired: set[str] = field(default_factory=set)
    persons: list[date] = field(default_factory=list)
    internal: date | None = None
    official: date | None = None
    floor: date | None = None
    deemed_on: date | None = None
    silent_on: date | None = None
    submitted: datetime | None = None
    closed: datetime | None = None
    pauses: list[tuple[date, date]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    _counted: list[tuple[str, datetime]] = field(default_factory=list)
    _counted_by: tuple[object, object, object] = (None, None, None)

    def __post_init__(self) -> None:
        self.now = self.dated = self.sent_at
        if self.received:
            self.receipt = "proven"
        else:
            self.deemed_on, self.silent_on = self.from_sending()
        self.redate()
        self.look(self.sent_at)

    def from_sending(self) -> tuple[date, date]:
        """The days by whose end the letter counts as received, and its silence is told."""
        sent_on = self.today()
        days = (self.policy.rung(name).days for name in ("deemed_received", "unacknowledged"))
        deemed_on, silent_on = (self.later(sent_on, number, self.unit) for number in days)
        return deemed_on, silent_on

    def today(self, at: datetime | None = None, office: OfficeFacts | None = None) -> date:
        """The civil day of an office; by default the unit's, now."""
        return (at or self.now).astimezone(ZoneInfo((office or self.unit).time_zone)).date()

    def later(self, on: date, days: int, office: OfficeFacts) -> date:
        """So many working days after a day."""
        while days:
            on += DAY
            days -= self.calendar.working_day(on, office.regency)
        return on

    def earlier(self, on: date, days: int) -> date:
        """So many of the instrument's own days before a day."""
        if self.policy.instrument(self.instrument).unit_of_days == "calendar":
            return on - days * DAY
        while days:
            on -= DAY
            days -= self.calendar.working_day(on, self.unit.regency)
        return on

    def over(self, on: date, office: OfficeFacts) -> bool:
        """Whether that day has ended there; the last day that a date can name never does."""
        return on < date.max and self.now >= instant(on + DAY, MIDNIGHT, office.time_zone)

    def due(self) -> date | None:
        """The date in force."""
        return self.internal or self.official

    def redate(self) -> None:
        """The official date by what is known now; the instant of its recording, if it moved."""
        before = self.due()
        self.official = self.persons[-1] if self.persons else self.by_rule() or self.letter_due
        if self.due() != before:
            self.dated = self.now

    def by_rule(self) -> date | None:
        """What the rule's own count gives."""
        if not self.ruled or not self.received:
            return None
        rule = self.policy.instrument(self.instrument)
        left, on = rule.length, self.received
        while left:
            on += DAY
            if not any(first < on <= last for first, last in self.pauses):
                counts = self.calendar.working_day(on, self.unit.regency)
                left -= rule.unit_of_days == "calendar" or counts
        return max(on, self.floor or on)

    def watch(self, until: datetime) -> None:
        """Every look between the last one and `until`, then one at `until`."""
        for moment in self.looks(until):
            self.look(moment)
        self.look(until)

    def looks(self, until: datetime) -> Iterator[datetime]:
        """Each midnight and each hour of reminders, wherever one of the offices lies."""
        if self.closed:
            return
        zones = frozenset(office.time_zone for office in (self.unit, *self.holders))
        on = self.now.date() - DAY
        while on <= until.date() + DAY:
            for moment in moments(on, self.policy.reminder_hour, zones):
                if self.now < moment < until:
                    yield moment
            on += DAY

    def look(self, moment: datetime) -> None:
        """One look: which rungs hold by now?"""
        self.now = moment
        if self.closed:
            return
        self.look_at_sending()
        for each in list(self.held):
            if each.status in UNDECIDED and self.over(each.until, self.holders[each.level - 1]):
                each.status = "closed"
                self.hand_up(each.level)
        if not self.submitted:
            self.look_at_dates()

    def look_at_sending(self) -> None:
        """Repeat findings, deemed receipt, silence."""
        if self.repeat and self.round == 1 and "repeat_notice" not in self.fired:
            self.note("repeat_notice")
        if self.deemed_on and self.over(self.deemed_on, self.unit):
            self.note("deemed_received")
            self.receipt, self.received, self.deemed_on = "deemed", self.deemed_on, None
            self.redate()
        if self.silent_on and self.over(self.silent_on, self.unit):
            self.note("unacknowledged")
            self.silent_on = None

    def look_at_dates(self) -> None:
        """Reminders, and level 1."""
        due = self.due()
        if due is None or "level_1" in self.fired:
            return
        for name, moment in self.reminded(due):
            if name not in self.fired and max(self.dated, self.policy.at) <= moment <= self.now:
                self.note(name)
        if self.over(due, self.unit):
            self.close_all()
            self.raise_to(1, "level_1")

    def reminded(self, due: date) -> Sequence[tuple[str, datetime]]:
        """Each reminder with the hour that the policy gives it before that date; counted once for
        as long as date, calendar and policy are the same."""
        counted_by, now_by = self._counted_by, (due, self.calendar, self.policy)
        if any(map(is_not, counted_by, now_by)):
            hour, zone = self.policy.reminder_hour, self.unit.time_zone
            self._counted = [
                (rung.name, instant(self.earlier(due, rung.days), hour, zone))
                for rung in self.policy.reminders
            ]
            self._counted_by = now_by
        return self._counted

    def hand_up(self, level: int) -> None:
        """The matter goes one level up, or the ladder ends."""
        last = self.policy.levels[-1].number
        above = level + 1 if level < len(self.holders) else last
        self.raise_to(above, f"level_{above}")

    def raise_to(self, level: int, rung: str) -> None:
        """A level is reached; its holder, if there is one, has so many days to decide."""
        self.note(rung)
        if level <= len(self.holders):
            office = self.holders[level - 1]
            today = self.today(office=office)
            days = self.policy.rung(f"level_{level + 1}").days
            self.held.append(Held(level, self.round, self.later(today, days, office), today))

    def note(self, rung: str) -> None:
        """It fires now."""
        self.fired.add(rung)
        self.log.append((self.now, rung, self.round))

    def close_all(self) -> None:
        """Whatever stood is closed."""
        for each in self.held:
            if each.status in (*UNDECIDED, "decided"):
                each.status = "closed"

    def next_round(self, internal: date | None = None) -> None:
        """A new round with its dates."""
        self.round += 1
        self.fired, self.internal = set(), internal
        self.redate()
        self.dated = self.now


@lru_cache(maxsize=KEPT)
def moments(on: date, hour: time, zones: frozenset[str]) -> tuple[datetime, ...]:
    """That day's midnight and that hour of it in each of the zones, in the order of time."""
    return tuple(sorted({instant(on, each, zone) for each in (MIDNIGHT, hour) for zone in zones}))


@lru_cache(maxsize=KEPT)
def instant(on: date, hour: time, zone: str) -> datetime:
    """That hour of that day in that zone."""
    return datetime.combine(on, hour, ZoneInfo(zone)).astimezone(UTC)
