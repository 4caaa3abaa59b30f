"""Whether a letter still stands when it leaves.

Owns: the check of a letter against its case at departure. Where time spoke and somebody has acted
meanwhile, the letter would be wrong or blame; it is dropped and the reason kept. What a person
said stands always. Pure.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from services.followup.core.model import CLOSED, Case, Escalation, Line

Told = Collection[str]
"""The escalations, by id, of which the same recipient has been told."""


def why_dropped(case: Case, line: Line, told: Told, now: datetime) -> str | None:
    """Why the letter of this line must not leave at `now`; None where it still stands."""
    check = _CHECKS.get(line.kind)
    return check(case, line, told, now) if check else None


def escalation_id(line: Line) -> str:
    """The escalation of which the line speaks; empty where of none."""
    return str(line.body.get("escalation_id", ""))


def escalation_of(case: Case, line: Line) -> Escalation | None:
    """The escalation of which the line speaks, as the case now has it."""
    spoken_of = escalation_id(line)
    return next((one for one in case.escalations if one.id == spoken_of), None)


def _reminder(case: Case, line: Line, _told: Told, now: datetime) -> str | None:
    if case.due_at is not None and now >= case.due_at:
        return "the due instant has passed"
    return _turn_is_over(case, line)


def _turn_is_over(case: Case, line: Line) -> str | None:
    if case.status in CLOSED:
        return f"the recommendation is closed: {case.status}"
    if case.status == "awaiting_verification":
        return "the action is confirmed meanwhile"
    if case.round != line.round:
        return "a new round has begun"
    return None


def _unacknowledged(case: Case, line: Line, told: Told, _now: datetime) -> str | None:
    if case.acknowledged_at is not None or case.receipt == "proven":
        return "receipt is acknowledged meanwhile"
    return _turn_is_over(case, line)


def _deemed(case: Case, _line: Line, _told: Told, _now: datetime) -> str | None:
    if case.receipt != "deemed":
        return "receipt is no longer deemed"
    return _closed(case)


def _closed(case: Case) -> str | None:
    return f"the recommendation is closed: {case.status}" if case.status in CLOSED else None


def _unless_closed(case: Case, _line: Line, _told: Told, _now: datetime) -> str | None:
    return _closed(case)


def _escalated(case: Case, line: Line, _told: Told, _now: datetime) -> str | None:
    one = escalation_of(case, line)
    if one is None:
        return "the escalation does not exist any more"
    if one.status in ("closed", "withdrawn", "decided"):
        return f"the escalation is {one.status} meanwhile"
    return None


def _taken_back(_case: Case, line: Line, told: Told, _now: datetime) -> str | None:
    if not escalation_id(line) or escalation_id(line) in told:
        return None
    return "its escalation was never told to this office"


def _asked(case: Case, line: Line, _told: Told, _now: datetime) -> str | None:
    open_ones = {one.id for one in case.requests if one.status == "open"}
    return None if line.body["request_id"] in open_ones else "the request is answered meanwhile"


_Check = Callable[[Case, Line, Told, datetime], str | None]
_CHECKS: Mapping[str, _Check] = {
    "reminder": _reminder,
    "unacknowledged": _unacknowledged,
    "deemed_received": _deemed,
    "repeat_notice": _unless_closed,
    "escalated": _escalated,
    "exhausted": _unless_closed,
    "calendar_changed": _unless_closed,
    "policy_changed": _unless_closed,
    "escalation_closed": _taken_back,
    "escalation_withdrawn": _taken_back,
    "extension_requested": _asked,
}
