"""What stands beside the status line: why something came back, and what became of a request.

Owns: those sentences. What the Ombudsman wrote is shown as it was written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from services.followup.api import here
from services.followup.core.model import CLOSED, Case
from services.followup.looking import asof, register
from shared import language
from shared.db import reading
from shared.language import say

CAME_BACK = frozenset({"returned", "partially_implemented", "reopened"})


@dataclass(frozen=True)
class Remark:
    """One of them: what it is about, and the words that somebody wrote; `grave` where it asks
    for something."""

    about: str
    words: str = ""
    grave: bool = False


def remarks(case: Case, rows: Sequence[Row[Any]]) -> list[Remark]:
    """All that stand beside the status line of that case."""
    return [one for one in (_came_back(case, rows), _asked(case)) if one]


def of_all(cases: Iterable[Case], at: datetime | None = None) -> Mapping[str, list[Remark]]:
    """The same for each of these cases, by id; of a past instant, what was said by then."""
    all_ = list(cases)
    ids = [case.recommendation_id for case in all_ if case.status in CAME_BACK]
    lines: Mapping[str, Sequence[Row[Any]]] = {}
    if ids:
        with reading(here.place().engine) as conn:
            lines = register.lines(conn, ids)
    if at:
        lines = {id_: asof.lines(rows, at) for id_, rows in lines.items()}
    return {
        case.recommendation_id: remarks(case, lines.get(case.recommendation_id, ()))
        for case in all_
    }


def _came_back(case: Case, rows: Sequence[Row[Any]]) -> Remark | None:
    if case.status not in CAME_BACK:
        return None
    kind = "reopened" if case.status == "reopened" else "verified"
    said = [row.body["body"] for row in rows if row.kind == kind]
    if not said:
        return None
    words = said[-1].get("remaining") or said[-1].get("note") or said[-1].get("reason") or ""
    return Remark(say(f"remark.{case.status}"), words, grave=True)


def _asked(case: Case) -> Remark | None:
    """What became of the last request, while it matters: unanswered, or refused in this round."""
    if not case.requests or case.status in CLOSED:
        return None
    last, dates = case.requests[-1], language.dates()
    until = dates.long_date(last.new_due_on)
    if last.status == "open":
        return Remark(say("remark.asked", on=until))
    if last.status != "refused" or last.answered_at is None or last.answered_at < case.round_at:
        return None
    at = dates.instant(last.answered_at, case.unit.time_zone)
    return Remark(say("remark.refused", on=until, at=at), last.answer or "", grave=True)
