"""Whose turn it is, and until when: the line that every recommendation shows first.

Owns: that line, in words, and its tone (calm, soon or late); colour only repeats what it says.
"""

from dataclasses import dataclass
from datetime import datetime

from services.followup.core.model import CLOSED, Case, Escalation
from services.followup.core.rules import Rules
from services.followup.letters.dates import Due, due_of
from services.followup.looking.look import Seen
from services.followup.looking.register import AWAITING
from shared import auth, language
from shared.language import say, word

UNDECIDED = ("open", "acknowledged")
TONES = {"due_soon": "soon", "overdue": "late"}


@dataclass(frozen=True)
class Standing:
    """A case as somebody sees it: `mine` where the visitor's office is the one to act."""

    seen: Seen
    mine: bool
    turn: str
    tone: str
    due: str
    left: str

    @property
    def case(self) -> Case:
        """The case."""
        return self.seen.case


def standing(seen: Seen, who: auth.Principal, rules: Rules) -> Standing:
    """How the case stands for the visitor."""
    due = due_of(seen.case, rules.calendar_at(seen.now), seen.now)
    mine, turn = _turn(seen, who)
    until = _until(seen, due)
    return Standing(
        seen,
        mine,
        f"{turn} {until}".strip(),
        TONES.get(seen.timeliness, "calm"),
        _due(seen, due),
        language.pick(due.left, due.left_english),
    )


def undecided(case: Case) -> Escalation | None:
    """The highest escalation that waits for its office, if any does."""
    waiting = [one for one in case.escalations if one.status in UNDECIDED]
    return max(waiting, key=lambda one: one.level, default=None)


def acts(case: Case) -> str:
    """What the addressee has to do next: receive or confirm."""
    return "receive" if case.status == "sent" else "confirm"


def _turn(seen: Seen, who: auth.Principal) -> tuple[bool, str]:
    case, zone = seen.case, seen.case.unit.time_zone
    if case.status in CLOSED:
        on = language.dates().instant(case.closed_at, zone) if case.closed_at else ""
        return False, say("turn.closed", status=word("status", case.status), on=on)
    if case.status == "awaiting_verification":
        since = language.dates().instant(case.submitted_at or case.sent_at, zone)
        mine = who.office == case.ombudsman.code
        return mine, say("turn.you.verify" if mine else "turn.verify", since=since)
    if who.office == case.unit.code:
        return True, say(f"turn.you.{acts(case)}")
    held = undecided(case)
    if held is not None:
        return _held(held, who)
    if case.exhausted:
        return who.role == "ombudsman", say("turn.exhausted")
    return False, say(f"turn.{acts(case)}", unit=case.unit.name)


def _held(held: Escalation, who: auth.Principal) -> tuple[bool, str]:
    mine = who.office == held.office.code
    until = _instant(held.climbs_at, held.office.time_zone)
    key = "turn.you.decide" if mine else "turn.decide"
    return mine, say(key, office=held.office.name, level=held.level, until=until)


def _until(seen: Seen, due: Due) -> str:
    if seen.timeliness == AWAITING and seen.data_as_of:
        zone = seen.case.unit.time_zone
        return say(
            "turn.awaiting_data_since", since=language.dates().instant(seen.data_as_of, zone)
        )
    if seen.timeliness == AWAITING:
        return say("turn.awaiting_data")
    if not due.left:
        return ""
    left = language.pick(due.left, due.left_english)
    return say("turn.due", due=_due(seen, due), left=left)


def _due(seen: Seen, due: Due) -> str:
    case = seen.case
    if case.due_at is not None:
        return str(language.dates().deadline(case.due_at, case.unit.time_zone))
    if seen.timeliness == "not_started":
        return say("turn.not_started")
    return language.pick(due.text, due.english)


def _instant(at: datetime | None, zone: str) -> str:
    return str(language.dates().deadline(at, zone)) if at else "–"
