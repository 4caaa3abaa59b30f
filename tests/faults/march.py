"""A run: from the first letter to the last thing that time says.

Owns: moving the clock from moment to moment, letting people speak and faults strike at their
offsets, and at the end the last fault, a power cut, after which everything must come right.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from threading import Event
from time import monotonic

from tests.faults import kinds
from tests.faults.deeds import Deeds
from tests.faults.grounds.ground import Ground
from tests.faults.kinds.kind import Lift, NotHere
from tests.faults.ledger import Ledger
from tests.faults.people import People
from tests.faults.plan import MOMENT_SECONDS, Act, Moment, Plan, Strike
from tests.faults.settle import forget_leases

FAST_SECONDS = 1.2
"""Real seconds that the time between two moments takes."""
MARGIN = timedelta(hours=6)
LOOK_SECONDS = 0.05
POWER_CUT = "power cut"


@dataclass
class Struck:
    """A fault that was injected; `until` is set when it is lifted, by the real clock."""

    kind: str
    at: datetime
    since: float
    until: float | None = None


@dataclass
class _Standing:
    """A fault that lasts: until `ends` of the real clock, or `until` of the simulated one; `within`
    its moment."""

    struck: Struck
    lift: Lift
    ends: float
    until: datetime | None
    within: bool


@dataclass
class March:
    """One run of a plan on a ground that is started."""

    plan: Plan
    ground: Ground
    ledger: Ledger
    say: Callable[[str], None]
    struck: list[Struck] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    _standing: list[_Standing] = field(default_factory=list)
    _pause: Event = field(default_factory=Event)

    def go(self) -> None:
        """All moments, then the power cut."""
        people = People(self.ground, self.ground.let_in(), self.ledger)
        people.ended = self._pause.wait
        deeds = Deeds(self.plan, people, self.ground.clock)
        begins = self.ground.clock.now()
        self.struck += [Struck(kind, begins, monotonic()) for kind in self.ground.standing]
        try:
            for moment in self.plan.moments:
                self._advance(moment.at)
                self.say(f"{moment.at:%Y-%m-%d %H:%M:%S} {moment.what}")
                self._live(moment, deeds)
        finally:
            for one in list(self._standing):
                self._lift(one)
            people.close()
        self.struck.append(Struck(POWER_CUT, self.ground.clock.now(), monotonic()))
        self.ground.cut_power(lambda: forget_leases(self.ground))
        self.struck[-1].until = monotonic()

    def _advance(self, to: datetime) -> None:
        """Fast time, then exactly there and at the pace of a real clock. It never goes back."""
        clock = self.ground.clock
        gap = to - MARGIN - clock.now()
        if gap > timedelta(0):
            clock.set(clock.now(), gap.total_seconds() / FAST_SECONDS)
            while clock.now() < to - MARGIN:
                self._look()
        clock.set(max(to, clock.now()), 1.0)

    def _live(self, moment: Moment, deeds: Deeds) -> None:
        began = monotonic()
        strikes = list(moment.strikes)
        with ThreadPoolExecutor(max(1, len(moment.acts))) as pool:
            said = [pool.submit(self._act, deeds, act, began) for act in moment.acts]
            while self._lasts(began, said):
                while strikes and monotonic() - began >= strikes[0].offset:
                    self._strike(strikes.pop(0))
                self._look()
        for passing in [one for one in self._standing if one.within]:
            self._lift(passing)
        for one in said:
            one.result()

    def _lasts(self, began: float, said: "list[Future[None]]") -> bool:
        past = monotonic() - began
        return past < MOMENT_SECONDS or any(not one.done() for one in said)

    def _act(self, deeds: Deeds, act: Act, began: float) -> None:
        ready = deeds.prepare(act)
        self._pause.wait(max(0.0, began + act.offset - monotonic()))
        deeds.do(act, ready)

    def _look(self) -> None:
        """Lift what is over, start again what died, and let a moment pass."""
        now, at = monotonic(), self.ground.clock.now()
        for one in list(self._standing):
            over = at >= one.until if one.until else now >= one.ends
            if over:
                self._lift(one)
        self.ground.tend()
        self._pause.wait(LOOK_SECONDS)

    def _strike(self, strike: Strike) -> None:
        kind, at = kinds.KINDS[strike.kind], self.ground.clock.now()
        self.say(f"    {strike.kind}")
        struck = Struck(strike.kind, at, monotonic())
        try:
            lift = kind.inject(self.ground, Random(strike.draw))  # noqa: S311 - reproducible
        except NotHere as error:
            self.missed.append(f"{strike.kind}: {error}")
            return
        self.struck.append(struck)
        until = at + timedelta(days=strike.days) if strike.days else None
        if strike.seconds or until:
            ends = struck.since + strike.seconds
            self._standing.append(_Standing(struck, lift, ends, until, kind.within))
        else:
            lift()
            struck.until = monotonic()

    def _lift(self, one: _Standing) -> None:
        one.lift()
        one.struck.until = monotonic()
        self._standing.remove(one)
