"""Whatever is said in whatever order: the core and the watchman tell the same story."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from services.followup import core
from services.followup.core import facts
from services.followup.core.calendar import Calendar, Holiday, Removal, amend
from services.followup.core.civil import TICK
from services.followup.core.facts import AnyFact, Told
from services.followup.core.model import CLOSED, Case, Line, Outcome
from services.followup.core.policy import DEFAULT
from services.followup.core.rules import Rules
from shared import events
from shared.codec import dump, load
from shared.events import Event
from tests.core.oracle import DaysOff, Held, Watchman
from tests.core.world import (
    DIRECTORATE,
    ID,
    KANWIL,
    OMBUDSMAN,
    UNIT,
    WIB,
    actor,
    on,
    recommendation,
    seed,
)

START = datetime(2022, 1, 25, 2, tzinfo=UTC)
OUTCOMES = [row.outcome for row in DEFAULT.verdicts] + ["returned", "partially_implemented"] * 2
REGENCIES = (None, UNIT.regency, KANWIL.regency, DIRECTORATE.regency)
UNDECIDED = ("open", "acknowledged")
waits = st.one_of(st.integers(1, 30), st.integers(30, 400), st.none())
days_ahead = st.integers(1, 40)
maybe_days = st.one_of(st.none(), days_ahead)
decisions = st.sampled_from([row.name for row in DEFAULT.decisions])


def is_open(machine: Any) -> bool:
    return machine.case.status not in CLOSED


def is_escalated(machine: Any) -> bool:
    return any(each.status in UNDECIDED for each in machine.case.escalations)


def is_closed(machine: Any) -> bool:
    return machine.case.status in CLOSED


def local_time(instant: datetime) -> datetime:
    return instant.astimezone(WIB).replace(tzinfo=None)


def days_off(calendar: Calendar) -> DaysOff:
    national = {each.on for each in calendar.holidays if each.regency is None}
    local = {each.regency: set(national) for each in calendar.holidays if each.regency}
    for each in calendar.holidays:
        if each.regency:
            local[each.regency].add(each.on)
    return {"": national, **local}


class Fold(RuleBasedStateMachine):
    """One recommendation, an instant `now`, and all that may be said and decreed."""

    @initialize(
        instrument=st.sampled_from(["saran", "saran", "tindakan_korektif", "rekomendasi"]),
        due_kind=st.sampled_from(["rule", "rule", "rule", "set", "none"]),
        due_in=st.integers(-5, 40),
        received=st.sampled_from([None, None, 0, -2, -70]),
        superiors=st.integers(0, 2),
        repeat_of=st.sampled_from([None, "REK-BABEL-2021-0001"]),
    )
    def begins(
        self,
        *,
        instrument: str,
        due_kind: str,
        due_in: int,
        received: int | None,
        superiors: int,
        repeat_of: str | None,
    ) -> None:
        self.now, self.law, self.told = START, Rules((seed(),)), list[Told]()
        self.seqs = {"intake": 0, "own": 0}
        due_kind = due_kind if instrument == "saran" else "rule"
        fact = recommendation(
            instrument=instrument,
            superiors=(KANWIL, DIRECTORATE)[:superiors],
            received_on=None if received is None else self.day(received),
            due_kind=due_kind,
            due_on=self.day(due_in) if due_kind == "set" else None,
            repeat_of=repeat_of,
        )
        self.case, lines = core.open_case(self.event(fact), fact, self.law)
        self.opened, self.first = self.case, len(lines)
        self.lines: list[Line] = list(lines)
        self.watchman = self.watchman_of(fact)
        self.now += TICK

    def watchman_of(self, fact: events.RecommendationRecorded) -> Watchman:
        row = DEFAULT.instrument(fact.instrument)
        return Watchman(
            sent=local_time(START),
            rule=(row.length, row.unit_of_days) if fact.due_kind == "rule" else None,
            extendable=row.extendable,
            letter_due=fact.due_on,
            received=fact.received_on,
            repeat=fact.repeat_of is not None,
            unit=UNIT.regency,
            holders=tuple(office.regency for office in fact.superiors),
            off=days_off(seed()),
            counts_in=row.unit_of_days,
        )

    # Time

    @rule(after=waits)
    def time_passes(self, after: int | None) -> None:
        self.wait(after)
        self.settle()

    def wait(self, after: int | None) -> None:
        """So many hours; None: until the very instant at which time would speak next."""
        if after is None:
            self.now = max(self.now, self.case.next_at or self.now)
        else:
            self.now += timedelta(hours=after)

    def settle(self) -> None:
        self.keep(core.advance(self.case, self.now, self.law))
        self.watchman.watch(local_time(self.now))

    # Words

    @precondition(is_open)
    @rule(after=waits, back=st.integers(0, 30), by=st.sampled_from(["addressee", "ombudsman"]))
    def is_received(self, after: int | None, back: int, by: str) -> None:
        self.wait(after)
        received_on = self.day(-back)
        self.say(events.RecommendationReceived(ID, received_on, by, None, actor(UNIT)))
        self.watchman.is_received(received_on, by)
        self.look_again()

    @precondition(lambda self: is_open(self) and not self.case.submitted_at)
    @rule(after=waits, again=st.booleans())
    def is_confirmed(self, after: int | None, *, again: bool) -> None:
        """Some send further evidence while they wait for the verdict."""
        self.wait(after)
        for _ in range(1 + again):
            self.say(self.confirmation())
            self.watchman.is_confirmed()
            self.look_again()

    def confirmation(self) -> events.ActionConfirmed:
        return events.ActionConfirmed(ID, "a", "x", self.day(), "full", (), actor(UNIT))

    @precondition(is_open)
    @rule(after=waits, outcome=st.sampled_from(OUTCOMES), ahead=days_ahead)
    def is_judged(self, after: int | None, outcome: str, ahead: int) -> None:
        self.wait(after)
        new, ombudsman = self.day(ahead), actor(OMBUDSMAN)
        self.say(events.ActionVerified(ID, "v", "a", outcome, "x", new, None, ombudsman))
        if DEFAULT.verdict(outcome).closes:
            self.watchman.is_closed()
        else:
            self.watchman.goes_on(new)
        self.look_again()

    @precondition(is_closed)
    @rule(after=waits, ahead=days_ahead)
    def is_reopened(self, after: int | None, ahead: int) -> None:
        self.wait(after)
        new = self.day(ahead)
        self.say(events.RecommendationReopened(ID, "x", new, actor(OMBUDSMAN)))
        self.watchman.goes_on(new)
        self.look_again()

    @precondition(is_closed)
    @rule(after=waits)
    def somebody_speaks_to_a_closed_case(self, after: int | None) -> None:
        self.wait(after)
        self.say(self.confirmation())

    @precondition(is_open)
    @rule(after=waits, ahead=days_ahead)
    def is_extended(self, after: int | None, ahead: int) -> None:
        self.wait(after)
        new = self.day(ahead)
        self.say(events.DeadlineExtended(ID, new, "x", None, actor(OMBUDSMAN)))
        self.watchman.is_extended(new)
        self.look_again()

    @precondition(is_escalated)
    @rule(after=waits)
    def an_escalation_is_acknowledged(self, after: int | None) -> None:
        escalation, noted = self.the_escalation(-1)
        self.wait(after)
        self.say(facts.EscalationAcknowledged(ID, escalation, actor(KANWIL)))
        if noted.status == "open":
            noted.status = "acknowledged"

    @precondition(is_escalated)
    @rule(after=waits, decision=decisions, ahead=maybe_days)
    def an_escalation_is_decided(self, after: int | None, decision: str, ahead: int | None) -> None:
        """It may have climbed or closed by the time at which the decision comes."""
        escalation, noted = self.the_escalation(-1)
        self.wait(after)
        internal = self.day(ahead) if ahead and decision != "refer" else None
        self.say(facts.EscalationDecided(ID, escalation, decision, "x", internal, actor(KANWIL)))
        if noted.status in UNDECIDED:
            self.watchman.is_decided(noted, decision, internal)
            self.look_again()

    @precondition(lambda self: is_open(self) and len(self.case.escalations) > 1)
    @rule(after=waits)
    def an_old_escalation_is_acknowledged(self, after: int | None) -> None:
        escalation, noted = self.the_escalation(0)
        self.wait(after)
        self.say(facts.EscalationAcknowledged(ID, escalation, actor(KANWIL)))
        assert noted.status != "open"

    def the_escalation(self, place: int) -> tuple[str, Held]:
        return self.case.escalations[place].id, self.watchman.held[place]

    @rule(after=waits, ahead=st.integers(-20, 40), regency=st.sampled_from(REGENCIES))
    def a_holiday_is_decreed(self, after: int | None, ahead: int, regency: str | None) -> None:
        self.wait(after)
        self.decree([Holiday(self.day(ahead), "Libur", "public", regency, "")], [])

    @rule(after=waits, which=st.integers(0, 300))
    def a_holiday_is_taken_away(self, after: int | None, which: int) -> None:
        self.wait(after)
        held = self.law.calendars[-1].holidays
        near = [each for each in held if abs(each.on - self.day()) < timedelta(days=40)]
        if near:
            gone = near[which % len(near)]
            self.decree([], [Removal(gone.on, gone.regency)])

    def decree(self, additions: list[Holiday], removals: list[Removal]) -> None:
        known = self.law.calendars
        new = amend(known[-1], self.now, "Keppres", additions, removals)
        self.watchman.watch(local_time(self.now))
        self.law = replace(self.law, calendars=(*known, new))
        self.watchman.has_a_new_calendar(days_off(new))
        self.settle()
        self.now += TICK

    # What must hold

    @invariant()
    def the_same_rungs_at_the_same_instants(self) -> None:
        spoken = [(local_time(line.at), line.rung, line.round) for line in self.lines if line.rung]
        assert sorted(spoken) == sorted(self.watchman.log)
        assert [at for at, _, _ in spoken] == sorted(at for at, _, _ in spoken)
        assert len({(rung, round_) for _, rung, round_ in spoken}) == len(spoken)

    @invariant()
    def the_same_dates(self) -> None:
        seen, case = self.watchman, self.case
        assert (case.round, case.received_on) == (seen.round, seen.received)
        assert (case.official_due_on, case.internal_due_on) == (seen.official, seen.internal)
        breached_on = case.breached_at and local_time(case.breached_at - TICK).date()
        assert breached_on == seen.breached

    @invariant()
    def the_same_escalations(self) -> None:
        told = [(each.level, each.round, each.status) for each in self.case.escalations]
        assert told == [(each.level, each.round, each.status) for each in self.watchman.held]
        assert self.case.exhausted == self.watchman.exhausted

    @invariant()
    def time_speaks_next_at_next_at_and_not_before(self) -> None:
        due = self.case.next_at
        until = due - TICK if due else self.now + timedelta(days=999)
        quiet, lines = core.advance(self.case, until, self.law)
        assert (replace(quiet, advanced_to=self.case.advanced_to), lines) == (self.case, ())
        if due:
            after, _ = core.advance(self.case, due, self.law)
            assert after.next_at != due

    @invariant()
    def it_can_be_written_and_read(self) -> None:
        assert load(Case, dump(self.case)) == self.case

    def teardown(self) -> None:
        """Rebuilt in one fold, it is the same case with the same journal."""
        if not hasattr(self, "opened"):
            return
        until = self.case.advanced_to
        case, lines = core.fold(self.opened, self.told, until, self.law)
        assert case == self.case
        assert list(lines) == self.lines[self.first :]

    # How it is said

    def say(self, fact: AnyFact) -> None:
        """Say it now; the watchman has looked before, at this instant too."""
        self.watchman.watch(local_time(self.now))
        event = self.event(fact)
        self.told.append((event, fact))
        self.keep(core.apply(self.case, event, fact, self.law))
        self.now += TICK

    def look_again(self) -> None:
        """What the watchman sees at once, now that it has been said."""
        self.watchman.look(self.watchman.now)

    def event(self, fact: AnyFact) -> Event:
        stream = "own" if fact.name in facts.OWN else "intake"
        self.seqs[stream] += 1
        seq = self.seqs[stream]
        return Event("KANWIL-BABEL", seq, f"{stream}{seq}", fact.name, ID, self.now, {}, "", "", "")

    def keep(self, outcome: Outcome) -> None:
        self.case, lines = outcome
        self.lines.extend(lines)

    def day(self, ahead: int = 0) -> date:
        return local_time(self.now).date() + timedelta(days=ahead)


def test_the_start_is_the_day_of_the_letter() -> None:
    assert local_time(START).date() == on("2022-01-25")


TestFold: Any = Fold.TestCase
TestFold.settings = settings(
    max_examples=100,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
