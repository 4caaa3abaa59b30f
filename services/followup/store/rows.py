"""How a case lies in the tables: its columns for queries beside its whole body.

Owns: the mapping from the words of `model` to rows. No rule of the domain stands here; where a
column answers a question (`level`, `breached`) the case has answered it already.
"""

from datetime import datetime
from typing import Any

from services.followup.core import level
from services.followup.core.model import Card, Case, Escalation, ExtensionRequest, Line
from services.followup.core.state import State

Values = dict[str, Any]


def case_row(case: Case, wake_at: datetime | None) -> Values:
    """The row of `case_`; `next_at` is when the sweep should look at it."""
    whose = {"recommendation_id": case.recommendation_id, "search": searched(case)}
    return {**_columns(case), **whose, **_whole(case, wake_at)}


def changes(before: Case, after: Case, wake_at: datetime | None) -> Values:
    """The columns of `case_` that this change touches. What is searched never changes."""
    old, new = _columns(before), _columns(after)
    touched = {name: value for name, value in new.items() if value != old[name]}
    return {**touched, **_whole(after, wake_at)}


def _whole(case: Case, wake_at: datetime | None) -> Values:
    return {"next_at": wake_at, "body": case}


def _columns(case: Case) -> Values:
    return {
        **_offices(case),
        "code": case.code,
        "letter_id": case.letter_id,
        "instrument": case.instrument,
        "due_kind": case.due_kind,
        "service": case.service,
        "severity": case.severity,
        "status": case.status,
        "level": level(case),
        "sent_at": case.sent_at,
        "official_due_on": case.official_due_on,
        "internal_due_on": case.internal_due_on,
        "due_at": case.due_at,
        "submitted_at": case.submitted_at,
        "closed_at": case.closed_at,
        "breached": case.breached_at is not None,
    }


def searched(case: Case) -> str:
    """What a search of the register looks in, without capitals."""
    return "\n".join((case.code, case.letter_number, case.unit.name, case.text)).casefold()


def escalation_row(case: Case, one: Escalation) -> Values:
    """The row of `escalation`."""
    return {
        **_offices(case),
        "id": one.id,
        "recommendation_id": case.recommendation_id,
        "code": case.code,
        "office": one.office.code,
        "level": one.level,
        "round": one.round,
        "status": one.status,
        "opened_at": one.opened_at,
        "climbs_at": one.climbs_at,
        "closed_at": one.closed_at,
        "body": one,
    }


def request_row(case: Case, one: ExtensionRequest) -> Values:
    """The row of `extension_request`."""
    return {
        **_offices(case),
        "id": one.id,
        "recommendation_id": case.recommendation_id,
        "code": case.code,
        "status": one.status,
        "at": one.at,
        "new_due_on": one.new_due_on,
        "body": one,
    }


def line_row(case: Case, position: int, line: Line, recorded_at: datetime) -> Values:
    """The row of `journal`; its id says case and position, so that a rebuild gives the same."""
    return {
        "id": f"{case.recommendation_id}.{position}",
        "stream": case.stream,
        "recommendation_id": case.recommendation_id,
        "position": position,
        "at": line.at,
        "recorded_at": recorded_at,
        "kind": line.kind,
        "rung": line.rung,
        "round": line.round,
        "to": list(line.to),
        "level": line.level,
        "body": line,
    }


def card_row(case: Case, number: int, made_at: datetime, card: Card) -> Values:
    """The row of `deadline_card`: the case's card of that number."""
    return {
        "recommendation_id": case.recommendation_id,
        "number": number,
        "stream": case.stream,
        "made_at": made_at,
        "body": card,
    }


def state_row(case: Case, number: int, from_at: datetime, state: State) -> Values:
    """The row of `case_state`: how the case stood from that instant on."""
    return {
        "recommendation_id": case.recommendation_id,
        "number": number,
        "stream": case.stream,
        "from_at": from_at,
        **vars(state),
    }


def _offices(case: Case) -> Values:
    return {
        "stream": case.stream,
        "kanwil": case.stream,
        "unit": case.unit.code,
        "ombudsman": case.ombudsman.code,
    }
