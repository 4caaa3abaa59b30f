"""How a case ends.

Owns: closing by verdict, withdrawal or replacement. What stood open lapses; a breach stays.
"""

from datetime import datetime

from services.followup.core.frozen import replace
from services.followup.core.model import Case, Outcome
from services.followup.core.rules import Rules
from services.followup.core.verbs.escalations import closed
from services.followup.core.verbs.journal import line
from shared.events import Event, RecommendationSuperseded, RecommendationWithdrawn


def closed_as(case: Case, status: str, at: datetime, rules: Rules) -> Outcome:
    """The case ends in that status; its escalations close and open requests lapse."""
    requests = tuple(
        replace(each, status="lapsed", answered_at=at) if each.status == "open" else each
        for each in case.requests
    )
    case = replace(case, status=status, closed_at=at, acknowledge_by=None, requests=requests)
    return closed(case, at, rules, status)


def withdrawn(case: Case, event: Event, fact: RecommendationWithdrawn, rules: Rules) -> Outcome:
    """The Ombudsman takes the recommendation back."""
    case, closings = closed_as(case, "withdrawn", event.time, rules)
    said = line(case, "withdrawn", event.time, rules, actor=fact.actor, reason=fact.reason)
    return case, (said, *closings)


def superseded(case: Case, event: Event, fact: RecommendationSuperseded, rules: Rules) -> Outcome:
    """Another recommendation takes this one's place."""
    case, closings = closed_as(case, "superseded", event.time, rules)
    said = line(
        case,
        "superseded",
        event.time,
        rules,
        actor=fact.actor,
        reason=fact.reason,
        superseded_by=fact.superseded_by,
    )
    return case, (said, *closings)
