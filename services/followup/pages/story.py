"""The story of one escalation, on one screen.

Owns: what whoever decides must have before their eyes: what was asked, what was said, what was sent
and when, the evidence, why the date is what it is; and a draft of the instruction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from services.followup.api import here
from services.followup.core.model import Case, Escalation
from services.followup.looking import register
from services.followup.pages import remarks, sight, timeline
from services.followup.pages.remarks import Remark
from services.followup.pages.standing import Standing
from services.followup.pages.timeline import Entry
from shared import auth, language
from shared.db import reading

UNDECIDED = ("open", "acknowledged")


@dataclass(frozen=True)
class Story:
    """The escalation `held` with its case; `ours` where it is the visitor's office's to decide."""

    id: str
    it: Standing
    held: Escalation | None
    entries: Sequence[Entry]
    remarks: Sequence[Remark]
    decisions: Sequence[str]
    ours: bool

    @property
    def case(self) -> Case:
        """The case."""
        return self.it.case


def story_of(row: Row[Any]) -> Story:
    """The story of the escalation in that row of the queue."""
    seen = sight.one(row.code)
    [stands] = sight.standings([seen])
    case = seen.case
    with reading(here.place().engine) as conn:
        rows = register.lines(conn, [case.recommendation_id])[case.recommendation_id]
        policy = here.place().rules(conn).of(case).policy
    held = next((one for one in case.escalations if one.id == row.id), None)
    ours = held is not None and held.office.code == auth.me().office and held.status in UNDECIDED
    return Story(
        id=row.id,
        it=stands,
        held=held,
        entries=timeline.timeline(case, rows),
        remarks=remarks.remarks(case, rows),
        decisions=[one.name for one in policy.decisions],
        ours=ours,
    )


def draft(case: Case) -> dict[str, str]:
    """The form filled in with an instruction, for the head to change."""
    dates = language.dates()
    note = language.say(
        "decide.draft",
        number=case.letter_number,
        on=dates.plain_date(case.letter_date),
        text=case.text,
    )
    return {"decision": "instruct", "note": note[:4000], "internal_due_on": ""}
