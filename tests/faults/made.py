"""The outcome of a small run, made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.chain import GENESIS, seal
from shared.events import Draft, Event
from tests.faults.ledger import KEPT, Said
from tests.faults.outcome import Letter, Line, Outcome
from tests.faults.post import TAKEN, Transaction

POSTED = datetime(2022, 1, 10, 2, 30, tzinfo=UTC)
DUE = datetime(2022, 1, 20, 17, tzinfo=UTC)
CLIMBS = datetime(2022, 2, 7, 17, tzinfo=UTC)
"""Ten working days after 21 January, on which the level was reached; Imlek was 1 February."""
UNTIL = datetime(2022, 2, 10, tzinfo=UTC)
SILENT, QUICK = "silent", "quick"


def sealed(*drafts: tuple[datetime, str, str, dict[str, Any]]) -> list[Event]:
    """A chain of these."""
    found: list[Event] = []
    for at, name, subject, data in drafts:
        before = found[-1].hash if found else GENESIS
        draft = Draft(name, subject, data)
        found.append(seal("KANWIL-BABEL", len(found) + 1, at, draft, before))
    return found


def recorded(subject: str) -> dict[str, Any]:
    office = {"time_zone": "Asia/Jakarta", "regency": "Kota Pangkalpinang"}
    return {"due_kind": "set", "due_on": "2022-01-20", "unit": office, "finding": subject,
            "superiors": [office, office]}  # fmt: skip


def said(says: str, event: str, about: str, tag: str, at: datetime) -> Said:
    return Said(says, event, about, tag, KEPT, 201, {}, at, at + timedelta(seconds=1))


def line(about: str, rung: str, at: datetime) -> Line:
    return Line(about, "escalated", rung, 1, at, ("KANWIL-BABEL",))


def letter(about: str, rung: str, message_id: str) -> Letter:
    return Letter(about, "escalated", rung, 1, "KANWIL-BABEL", "sent", None, message_id)


def taken(message_id: str, at: float, outcome: str = TAKEN) -> Transaction:
    return Transaction(message_id, "kanwil-babel@babel.example", outcome, at, "")


def made() -> Outcome:
    """One letter with two recommendations: one was confirmed three seconds before it was due, the
    other was left alone by everybody."""
    confirmed_at = DUE - timedelta(seconds=3)
    moment = timedelta(microseconds=1)
    events = sealed(
        (POSTED, "letter.recorded", "letter", {"number": "letter/1/1."}),
        (POSTED + moment, "recommendation.recorded", SILENT, recorded(SILENT)),
        (POSTED + 2 * moment, "recommendation.recorded", QUICK, recorded(QUICK)),
        (confirmed_at, "action.confirmed", QUICK, {"description": "confirm/1/2."}),
    )
    posted = said("letter", "letter.recorded", "letter", "letter/1/1.", POSTED)
    return Outcome(
        said=[
            replace(posted, answer={"recommendations": [{"id": SILENT}, {"id": QUICK}]}),
            said("confirm", "action.confirmed", QUICK, "confirm/1/2.", confirmed_at),
        ],
        wrong_answers=[],
        struck=[],
        events=events,
        lines=[line(SILENT, "level_1", DUE), line(SILENT, "level_2", CLIMBS)],
        letters=[letter(SILENT, "level_1", "<1>"), letter(SILENT, "level_2", "<2>")],
        departed={"<1>": "sent", "<2>": "sent"},
        transactions=[taken("<1>", 10.0), taken("<2>", 20.0)],
        until=UNTIL,
        audit=[],
        verify=[],
        alarms=[],
    )
