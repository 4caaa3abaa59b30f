"""What the watchman is told. Pure.

Owns: what each fact means to his account: what was said by intake, by the holders of levels, and
by decrees and regulations. Shares no code with the core.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from services.followup.core import facts
from services.followup.core.calendar import Calendar
from services.followup.core.policy import Policy
from services.followup.watch.watchman import UNDECIDED, Watchman
from shared import events
from shared.events import ActionVerified, DeadlineExtended, RecommendationReceived


def received(man: Watchman, fact: RecommendationReceived) -> None:
    """The addressee says when it came, or the Ombudsman has proof."""
    man.silent_on = None
    addressee = fact.by == "addressee"
    sooner = man.receipt == "deemed" and man.received and fact.received_on < man.received
    if not addressee or man.received is None or sooner:
        man.receipt = "acknowledged" if addressee else "proven"
        man.received, man.deemed_on, man.floor = fact.received_on, None, None
        recount(man)


def recount(man: Watchman) -> None:
    """The count was wrong: what its date had caused in this round is withdrawn, if the right date
    has not passed yet."""
    before = man.due()
    man.redate()
    due = man.due()
    moved_on = due is not None and due != before and not man.over(due, man.unit)
    if moved_on and "level_1" in man.fired and not man.submitted:
        for each in man.held:
            if each.round == man.round and each.status != "closed":
                each.status = "withdrawn"
        man.next_round()


def confirmed(man: Watchman, _: object) -> None:
    """The clock stops."""
    man.submitted = man.submitted or man.now
    man.silent_on = None
    man.close_all()


def verified(man: Watchman, fact: ActionVerified) -> None:
    """The case closes, or goes on."""
    if man.policy.verdict(fact.outcome).closes:
        closed(man, fact)
    else:
        goes_on(man, fact.new_due_on)


def reopened(man: Watchman, fact: events.RecommendationReopened) -> None:
    """A closed case goes on."""
    if man.closed:
        goes_on(man, fact.new_due_on)


def goes_on(man: Watchman, new_due_on: date | None) -> None:
    """A round with the Ombudsman's date; a statutory clock was paused meanwhile instead."""
    since = man.submitted or man.closed
    if man.policy.instrument(man.instrument).extendable:
        man.persons += [new_due_on] if new_due_on else []
    elif since:
        man.pauses.append((man.today(since), man.today()))
    man.close_all()
    man.submitted = man.closed = None
    man.next_round()


def extended(man: Watchman, fact: DeadlineExtended) -> None:
    """The Ombudsman moves the date, if anybody may."""
    if man.policy.instrument(man.instrument).extendable:
        man.close_all()
        man.persons.append(fact.new_due_on)
        man.next_round()


def closed(man: Watchman, _: object) -> None:
    """Nothing is left to say."""
    man.closed, man.silent_on = man.now, None
    man.close_all()


def decided(man: Watchman, fact: facts.EscalationDecided) -> None:
    """The holder decides what is still undecided."""
    for each in list(man.held):
        if f"{fact.recommendation_id}.{each.round}.{each.level}" != fact.escalation_id:
            continue
        if each.status not in UNDECIDED:
            return
        each.status = "decided"
        if man.policy.decision(fact.decision).climbs:
            man.hand_up(each.level)
        else:
            days = man.policy.internal_days
            man.next_round(fact.internal_due_on or man.later(man.today(), days, man.unit))


def amended(man: Watchman, version: Calendar | Policy) -> None:
    """A version comes into force; what it shortens ends no earlier than this day."""
    if isinstance(version, Policy):
        man.policy = version
    else:
        man.calendar = version
    if man.closed:
        return
    _amend_sending(man)
    old, man.floor = man.official, None
    new = man.persons[-1] if man.persons else man.by_rule() or man.letter_due
    if old and new and new < old:
        man.floor = min(old, man.today())
    recount(man)
    for each in man.held:
        if each.status in UNDECIDED:
            office = man.holders[each.level - 1]
            days = man.policy.rung(f"level_{each.level + 1}").days
            counted = man.later(each.opened_on, days, office)
            each.until = max(counted, min(each.until, man.today(office=office)))


def _amend_sending(man: Watchman) -> None:
    sent_on = man.today(man.sent_at)
    for name, rung in (("deemed_on", "deemed_received"), ("silent_on", "unacknowledged")):
        old = getattr(man, name)
        if old:
            new = man.later(sent_on, man.policy.rung(rung).days, man.unit)
            setattr(man, name, max(new, min(old, man.today())))


MEANING: Mapping[type, Callable[[Watchman, Any], None]] = {
    events.RecommendationReceived: received,
    events.ActionConfirmed: confirmed,
    events.ActionVerified: verified,
    events.RecommendationWithdrawn: closed,
    events.RecommendationSuperseded: closed,
    events.RecommendationReopened: reopened,
    events.DeadlineExtended: extended,
    facts.EscalationDecided: decided,
}


def hear(man: Watchman, fact: object) -> None:
    """He is told a fact; before a closed case only its reopening counts. Then he looks."""
    if man.closed is None or isinstance(fact, events.RecommendationReopened):
        meaning = MEANING.get(type(fact))
        if meaning:
            meaning(man, fact)
    man.look(man.now)
