"""Whatever is said in whatever order, a recommendation keeps its promises."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.intake.core import (
    Judgement,
    acknowledge,
    confirm,
    extend,
    prove_receipt,
    reopen,
    verify,
    withdraw,
)
from services.intake.core.civil import day_of
from services.intake.core.model import Action, Evidence, Recommendation, Speaker
from services.intake.core.words import CLOSED, STATUSES, VERDICTS
from shared.events import ActionConfirmed, ActionVerified, Actor, Fact
from shared.refusal import Refusal
from tests.intake.things import (
    HEAD,
    NOON,
    OTHER,
    STAFF,
    TODAY,
    deed,
    evidence,
    recommendation,
    statutory,
)

DAYS = st.integers(-3, 40).map(lambda n: TODAY + timedelta(days=n))
WHO = st.sampled_from([HEAD, OTHER, STAFF, replace(HEAD, office="KANWIL-BABEL")])
STATE = {"status", "receipt", "received_on", "acknowledged", "due_on", "superseded_by"}


class Road(RuleBasedStateMachine):
    """One recommendation, its evidence, and everything that was told of it."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOON
        self.one: Recommendation = recommendation()
        self.sent = self.one
        self.evidence: dict[str, Evidence] = {}
        self.awaiting: Action | None = None
        self.told: list[Fact] = []

    @rule(law=st.booleans())
    def begin_anew(self, law: bool) -> None:
        """Only at first: a letter whose date the law sets, or not."""
        if not self.told and not self.evidence:
            self.one = self.sent = statutory() if law else recommendation()

    @rule(hours=st.integers(0, 60))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=WHO, day=DAYS)
    def receive(self, who: Actor, day: date) -> None:
        self.say(lambda: acknowledge(self.one, day, who, self.now))

    @rule(who=WHO, day=DAYS)
    def prove(self, who: Actor, day: date) -> None:
        self.say(lambda: prove_receipt(self.one, day, "Resi", who, self.now))

    @rule()
    def upload(self) -> None:
        id_ = f"photo-{len(self.evidence)}"
        self.evidence[id_] = evidence(id_, recommendation_id=self.one.id)

    @rule(who=WHO, day=DAYS, head=st.booleans(), which=st.integers(0, 5))
    def act(self, who: Actor, day: date, head: bool, which: int) -> None:
        done = deed(completed_on=day, evidence=(f"photo-{which}",))
        speaker = Speaker(who, head)
        self.say(lambda: confirm(self.one, done, self.evidence, speaker, self.now))

    @rule(
        who=WHO, outcome=st.sampled_from(sorted(VERDICTS)), day=st.none() | DAYS, left=st.booleans()
    )
    def judge(self, who: Actor, outcome: str, day: date | None, left: bool) -> None:
        said = Judgement("verdict", outcome, "Catatan.", day, "Sisa." if left else None)
        self.say(lambda: verify(self.one, said, self.awaiting, who, self.now))

    @rule(who=WHO, day=st.none() | DAYS)
    def open_again(self, who: Actor, day: date | None) -> None:
        before = self.one.status
        if self.say(lambda: reopen(self.one, "Palsu.", day, who, self.now)):
            assert before == "implemented"

    @rule(who=WHO, day=DAYS)
    def move(self, who: Actor, day: date) -> None:
        before = self.one.due_on
        if self.say(lambda: extend(self.one, day, "Ya.", who, self.now)):
            assert day > day_of(self.now, self.one.time_zone)
            assert before is None or day > before

    @rule(who=WHO)
    def take_back(self, who: Actor) -> None:
        self.say(lambda: withdraw(self.one, "Keliru.", who))

    def say(self, verb: Callable[[], tuple[Recommendation, Any]]) -> bool:
        """Whether it was accepted; a refusal changes nothing."""
        before = self.one
        try:
            after, fact = verb()
        except Refusal:
            return False
        assert before.status not in CLOSED or after.status == "reopened"
        assert fact.actor.office in (self.one.unit, self.one.ombudsman)
        self.one = after
        self.told.append(fact)
        self._keep(fact)
        return True

    def _keep(self, fact: Fact) -> None:
        if isinstance(fact, ActionConfirmed):
            assert not any(self.evidence[shown.id].judged for shown in fact.evidence)
            self.awaiting = Action(fact.action_id, self.one.id, frozenset({fact.actor.id}))
            self.shown = [shown.id for shown in fact.evidence]
        if isinstance(fact, ActionVerified) and self.awaiting is not None:
            self.awaiting = None
            for id_ in self.shown:
                self.evidence[id_] = replace(self.evidence[id_], judged=True)

    @invariant()
    def what_was_sent_stays(self) -> None:
        for one in fields(Recommendation):
            if one.name not in STATE:
                assert getattr(self.one, one.name) == getattr(self.sent, one.name)

    @invariant()
    def the_status_is_one_that_is_known(self) -> None:
        assert self.one.status in STATUSES

    @invariant()
    def it_awaits_a_verdict_exactly_while_an_action_has_none(self) -> None:
        if self.one.status not in CLOSED:
            assert (self.one.status == "awaiting_verification") == (self.awaiting is not None)

    @invariant()
    def a_statutory_date_is_never_set(self) -> None:
        if self.one.instrument == "rekomendasi":
            assert self.one.due_on is None


Road.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestRoad = Road.TestCase
