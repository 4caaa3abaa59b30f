"""Journal lines.

Owns: how a line is made, whom it tells (by the policy's roles), and what its body says of dates.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from services.followup.core.model import Case, Escalation, Line, Outcome
from services.followup.core.plain import plain
from services.followup.core.rules import Rules
from shared.events import Actor, Event


def line(
    case: Case,
    kind: str,
    at: datetime,
    rules: Rules,
    *,
    tells: Iterable[str] | None = None,
    rung: str | None = None,
    holder: str | None = None,
    level: int | None = None,
    already_past: bool = False,
    actor: Actor | None = None,
    **body: Any,
) -> Line:
    """A line about `case` as it now stands; `tells` where another table than the audiences says
    who hears of it. The body always carries the case's dates."""
    roles = rules.policy.tells(kind) if tells is None else tells
    return Line(
        at=at,
        kind=kind,
        round=case.round,
        rung=rung,
        to=_codes(case, roles, holder, actor),
        level=level,
        already_past=already_past,
        actor=actor,
        body=plain({**dates(case), **body}),
    )


def dates(case: Case) -> dict[str, Any]:
    """The dates that a letter needs: the one in force, and the two that it comes from."""
    return {
        "due_on": due_on(case),
        "due_at": case.due_at,
        "official_due_on": case.official_due_on,
        "internal_due_on": case.internal_due_on,
        "provisional": case.card.provisional,
    }


def due_on(case: Case) -> date | None:
    """The date in force: the internal one where this round has one, else the official one."""
    return case.internal_due_on or case.official_due_on


def about(escalation: Escalation) -> dict[str, Any]:
    """What a line's body says of an escalation."""
    return {
        "escalation_id": escalation.id,
        "office": dict(vars(escalation.office)),
        "opened_at": escalation.opened_at,
        "climbs_at": escalation.climbs_at,
    }


def without_effect(case: Case, event: Event, because: str, actor: Actor, rules: Rules) -> Outcome:
    """What was said came too late or to nothing: the case stands, the journal says so."""
    body: dict[str, Any] = {"event": event.name, "because": because}
    said = line(case, "without_effect", event.time, rules, actor=actor, **body)
    return case, (said,)


def _codes(
    case: Case, roles: Iterable[str], holder: str | None, actor: Actor | None
) -> tuple[str, ...]:
    """The codes of the offices in those roles, each once; a role that nobody has tells nobody."""
    held = {
        "addressee": case.unit.code,
        "parent": case.superiors[0].code if case.superiors else None,
        "ombudsman": case.ombudsman.code,
        "holder": holder,
        "actor": actor.office if actor else None,
    }
    return tuple(dict.fromkeys(code for role in roles if (code := held[role])))
