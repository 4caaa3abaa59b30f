"""The ladder once more, told differently: a watchman who looks at every 08.00 and every midnight.

Written from the rules' text and sharing no code with the core. He keeps no plan: at each look he
asks of every rung whether its condition holds by now. All offices live in one zone; his times are
local, without a zone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
REMINDERS = (14, 7, 3, 1)
DaysOff = Mapping[str, set[date]]


@dataclass
class Held:
    """An escalation, as the watchman notes it; `until` is the last day to decide."""

    level: int
    round: int
    until: date
    opened_on: date
    status: str = "open"


@dataclass
class Watchman:
    """One recommendation. `off` are the days off by regency; `holders` the regencies of those who
    hold level 1 and 2."""

    sent: datetime
    rule: tuple[int, str] | None
    extendable: bool
    letter_due: date | None
    received: date | None
    repeat: bool
    unit: str
    holders: tuple[str, ...]
    off: DaysOff
    counts_in: str = "working"
    now: datetime = field(init=False)
    dated: datetime = field(init=False)
    round: int = 1
    receipt: str = "none"
    fired: set[str] = field(default_factory=set)
    log: list[tuple[datetime, str, int]] = field(default_factory=list)
    persons: list[date] = field(default_factory=list)
    internal: date | None = None
    official: date | None = None
    floor: date | None = None
    deemed_on: date | None = None
    silent_on: date | None = None
    submitted: datetime | None = None
    closed: datetime | None = None
    breached: date | None = None
    exhausted: bool = False
    pauses: list[tuple[date, date]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now = self.dated = self.sent
        if self.received:
            self.receipt = "proven"
        else:
            self.deemed_on = self.later(self.sent.date(), 3, self.unit)
            self.silent_on = self.later(self.sent.date(), 5, self.unit)
        self.redate()
        self.look(self.sent)

    # Days

    def works(self, on: date, regency: str) -> bool:
        return on.isoweekday() <= 5 and on not in self.off.get(regency, self.off[""])

    def later(self, on: date, days: int, regency: str) -> date:
        while days:
            on += DAY
            days -= self.works(on, regency)
        return on

    def earlier(self, on: date, days: int) -> date:
        if self.counts_in == "calendar":
            return on - days * DAY
        while days:
            on -= DAY
            days -= self.works(on, self.unit)
        return on

    def over(self, on: date) -> bool:
        return self.now >= datetime.combine(on + DAY, time(0))

    def due(self) -> date | None:
        return self.internal or self.official

    def redate(self) -> None:
        """The official date by what is known now; the day of its recording if it moved."""
        before = self.due()
        self.official = self.persons[-1] if self.persons else self.by_rule() or self.letter_due
        if self.due() != before:
            self.dated = self.now

    def by_rule(self) -> date | None:
        if not self.rule or not self.received:
            return None
        left, unit = self.rule
        on = self.received
        while left:
            on += DAY
            if not any(first < on <= last for first, last in self.pauses):
                left -= unit == "calendar" or self.works(on, self.unit)
        return max(on, self.floor or on)

    # Time

    def watch(self, until: datetime) -> None:
        """Every look between the last one and `until`, then one at `until`."""
        for moment in self.looks(until):
            self.look(moment)
        self.look(until)

    def looks(self, until: datetime) -> Iterator[datetime]:
        on = self.now.date()
        while on <= until.date():
            for hour in (time(0), time(8)):
                moment = datetime.combine(on, hour)
                if self.now < moment < until:
                    yield moment
            on += DAY

    def look(self, moment: datetime) -> None:
        self.now = moment
        if not self.closed:
            self.look_at_sending()
            self.look_at_escalations()
        if not self.closed and not self.submitted:
            self.look_at_dates()

    def note(self, rung: str) -> None:
        self.fired.add(rung)
        self.log.append((self.now, rung, self.round))

    def look_at_sending(self) -> None:
        if self.repeat and self.round == 1 and "repeat_notice" not in self.fired:
            self.note("repeat_notice")
        if self.deemed_on and self.over(self.deemed_on):
            self.note("deemed_received")
            self.receipt, self.received, self.deemed_on = "deemed", self.deemed_on, None
            self.redate()
        if self.silent_on and self.over(self.silent_on):
            self.note("unacknowledged")
            self.silent_on = None

    def look_at_dates(self) -> None:
        if self.official and self.breached is None and self.over(self.official):
            self.breached = self.official
        due = self.due()
        if due is None or "level_1" in self.fired:
            return
        for days in REMINDERS:
            moment = datetime.combine(self.earlier(due, days), time(8))
            if self.dated <= moment <= self.now and f"reminder_{days}" not in self.fired:
                self.note(f"reminder_{days}")
        if self.over(due):
            self.close_all()
            self.raise_to(1, "level_1")

    def look_at_escalations(self) -> None:
        for each in list(self.held):
            if each.status in ("open", "acknowledged") and self.over(each.until):
                each.status = "closed"
                self.hand_up(each.level)

    def hand_up(self, level: int) -> None:
        above = level + 1 if level < len(self.holders) else 3
        self.raise_to(above, f"level_{above}")

    def raise_to(self, level: int, rung: str) -> None:
        self.note(rung)
        if level > len(self.holders):
            self.exhausted = True
            return
        today = self.now.date()
        until = self.later(today, 10, self.holders[level - 1])
        self.held.append(Held(level, self.round, until, today))

    def close_all(self) -> None:
        for each in self.held:
            if each.status in ("open", "acknowledged", "decided"):
                each.status = "closed"

    def next_round(self, internal: date | None = None) -> None:
        self.round += 1
        self.fired, self.exhausted, self.internal = set(), False, internal
        self.redate()
        self.dated = self.now

    # Words

    def is_received(self, on: date, by: str) -> None:
        """The addressee says so, or the Ombudsman has proof."""
        self.silent_on = None
        moves = by != "addressee" or self.received is None
        if moves or (self.receipt == "deemed" and self.received and on < self.received):
            self.receipt = "acknowledged" if by == "addressee" else "proven"
            self.received, self.deemed_on, self.floor = on, None, None
            self.recount()

    def recount(self) -> None:
        """The count was wrong: what its date had caused is judged by the right one."""
        old, before = self.official, self.due()
        self.redate()
        new = self.official
        if old and new and new > old and self.breached == old:
            missed_at = self.submitted or self.now
            self.breached = new if datetime.combine(new + DAY, time(0)) <= missed_at else None
        due = self.due()
        moved_on = due is not None and due != before and not self.over(due)
        if moved_on and "level_1" in self.fired and not self.submitted:
            for each in self.held:
                if each.round == self.round and each.status != "closed":
                    each.status = "withdrawn"
            self.next_round()

    def is_confirmed(self) -> None:
        self.submitted = self.submitted or self.now
        self.silent_on, self.exhausted = None, False
        self.close_all()

    def goes_on(self, new_due: date) -> None:
        """Returned, partly implemented or reopened."""
        since = self.submitted or self.closed
        if self.extendable:
            self.persons.append(new_due)
        elif since:
            self.pauses.append((since.date(), self.now.date()))
        self.close_all()
        self.submitted = self.closed = None
        self.next_round()

    def is_extended(self, new_due: date) -> None:
        if self.extendable:
            self.close_all()
            self.persons.append(new_due)
            self.next_round()

    def is_closed(self) -> None:
        self.closed, self.silent_on = self.now, None
        self.close_all()

    def is_decided(self, each: Held, decision: str, internal: date | None) -> None:
        each.status = "decided"
        if decision == "refer":
            self.hand_up(each.level)
        else:
            self.next_round(internal or self.later(self.now.date(), 10, self.unit))

    def has_a_new_calendar(self, off: DaysOff) -> None:
        self.off = off
        if self.closed:
            return
        sent_on = self.sent.date()
        if self.deemed_on:
            self.deemed_on = self.no_earlier(self.deemed_on, self.later(sent_on, 3, self.unit))
        if self.silent_on:
            self.silent_on = self.no_earlier(self.silent_on, self.later(sent_on, 5, self.unit))
        old, self.floor = self.official, None
        new = self.persons[-1] if self.persons else self.by_rule() or self.letter_due
        if old and new and new < old:
            self.floor = min(old, self.now.date())
        self.recount()
        for each in self.held:
            if each.status in ("open", "acknowledged"):
                counted = self.later(each.opened_on, 10, self.holders[each.level - 1])
                each.until = self.no_earlier(each.until, counted)

    def no_earlier(self, old: date, new: date) -> date:
        return max(new, min(old, self.now.date()))
