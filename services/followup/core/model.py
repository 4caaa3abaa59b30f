"""The words of followup: what a case, an escalation, a journal line and a deadline card are.

Owns: types only, frozen and serialisable with `shared.codec`; no rule stands here.
Instants are UTC, civil dates belong to the addressee's time zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shared.events import Actor, OfficeFacts

CLOSED = frozenset({"implemented", "not_actionable", "not_implemented", "withdrawn", "superseded"})


@dataclass(frozen=True)
class Day:
    """One civil day of a card. `why`: start, counted, weekend, public_holiday, collective_leave,
    local_holiday or paused; `number` is its place in the count, `name` and `decree` those of the
    holiday; `provisional` marks a holiday whose date is only estimated."""

    on: date
    why: str
    number: int | None = None
    name: str | None = None
    decree: str | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Pause:
    """Days after `from_on` up to and including `to_on` do not count: the addressee had submitted,
    the Ombudsman had not yet judged."""

    from_on: date
    to_on: date


@dataclass(frozen=True)
class DateSet:
    """A date that a person set: `kind` is official or internal, `by` the event that set it."""

    at: datetime
    kind: str
    due_on: date
    by: str
    reason: str
    actor: Actor


@dataclass(frozen=True)
class Card:
    """Why a deadline is what it is. `length` is in `unit_of_days` (working or calendar); None
    where no rule counts (a date that the letter set, or no deadline at all). `not_before` is the
    day on which the amendment was approved that shortened the count. `provisional_because`:
    estimated_holiday or leave_not_decreed."""

    instrument: str
    article: str
    unit_of_days: str
    length: int | None
    start_on: date | None
    receipt: str
    days: tuple[Day, ...]
    rule_due_on: date | None
    dates_set: tuple[DateSet, ...]
    pauses: tuple[Pause, ...]
    official_due_on: date | None
    internal_due_on: date | None
    due_at: datetime | None
    time_zone: str
    regency: str
    calendar_version: int
    provisional: bool = False
    provisional_because: str | None = None
    not_before: date | None = None
    policy_version: int = 1


@dataclass(frozen=True)
class Escalation:
    """One rung that went to a superior. `status`: open, acknowledged, decided, closed, withdrawn.
    `id` is `<recommendation id>.<round>.<level>`, so that a rebuild finds the same one;
    `climbs_at` is when it goes up if it stays undecided, None once it no longer can."""

    id: str
    level: int
    round: int
    office: OfficeFacts
    status: str
    opened_at: datetime
    already_past: bool
    climbs_at: datetime | None
    acknowledged_at: datetime | None = None
    acknowledged_by: Actor | None = None
    decided_at: datetime | None = None
    decided_by: Actor | None = None
    decision: str | None = None
    note: str | None = None
    internal_due_on: date | None = None
    closed_at: datetime | None = None
    closed_because: str | None = None


@dataclass(frozen=True)
class ExtensionRequest:
    """The addressee asks for more time. `status`: open, granted, refused, lapsed (case closed)."""

    id: str
    at: datetime
    new_due_on: date
    reason: str
    actor: Actor
    status: str = "open"
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Case:
    """What time has done to one recommendation, up to `advanced_to`.

    `receipt`: none, deemed, acknowledged or proven. `fired`: the rungs of this round. `seen` and
    `decisions_seen`: the last sequence applied of intake's stream and of followup's own.
    `breached_at`: the official date passed with nothing submitted; it survives completion.
    `submitted_at`: the submission that awaits or got the last verdict. `deemed_at`: when the letter
    counts as received without proof; `acknowledge_by`: when its parent hears of the silence.
    `dated_at`: when what gave `due_at` was recorded. `next_at` leaves versions of the calendar and
    the policy aside.
    """

    recommendation_id: str
    code: str
    stream: str
    letter_id: str
    letter_number: str
    letter_date: date
    instrument: str
    unit: OfficeFacts
    superiors: tuple[OfficeFacts, ...]
    ombudsman: OfficeFacts
    service: str
    text: str
    severity: str
    repeat_of: str | None
    due_kind: str
    letter_due_on: date | None
    status: str
    sent_at: datetime
    advanced_to: datetime
    round: int
    round_at: datetime
    calendar_version: int
    card: Card
    dated_at: datetime
    deemed_at: datetime | None = None
    acknowledge_by: datetime | None = None
    receipt: str = "none"
    received_on: date | None = None
    acknowledged_at: datetime | None = None
    first_due_on: date | None = None
    official_due_on: date | None = None
    internal_due_on: date | None = None
    due_at: datetime | None = None
    submitted_at: datetime | None = None
    breached_at: datetime | None = None
    closed_at: datetime | None = None
    fired: tuple[str, ...] = ()
    exhausted: bool = False
    dates_set: tuple[DateSet, ...] = ()
    pauses: tuple[Pause, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    requests: tuple[ExtensionRequest, ...] = ()
    seen: int = 0
    decisions_seen: int = 0
    policy_version: int = 1
    next_at: datetime | None = None


@dataclass(frozen=True)
class Line:
    """One line of the journal. `rung` is set where time spoke: (case, rung, round) exists once.

    `at` is the instant of which it speaks; `to` the codes of the offices that are told;
    `already_past` marks a due that had passed before its facts were recorded.
    """

    at: datetime
    kind: str
    round: int
    rung: str | None = None
    to: tuple[str, ...] = ()
    level: int | None = None
    already_past: bool = False
    actor: Actor | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


Outcome = tuple[Case, tuple[Line, ...]]
