"""What can be wrong with a letter, and with each thing that it asks.

Owns: every rule that needs no database. All faults are found, not the first only; a path names
the field, such as `letter.date` or `unit`.
"""

from collections.abc import Iterator
from datetime import date, datetime

from services.intake.core.civil import day_of
from services.intake.core.model import Addressee, Point, Sender
from services.intake.core.words import Instrument
from shared.refusal import Fault

Found = Iterator[tuple[str, Fault]]
ADDRESSEES = "A letter is addressed to a prison unit or a Kanwil; {unit} is a {kind}."
ELSEWHERE = "{unit} is in the region {region}; this office writes to offices in {own} alone."
SUPERIOR = "A {instrument} is the duty of the unit's superior: address it to {kanwil}."
RULED = "The law counts the days of a {instrument}: leave due_on out."
EARLY = "received_on ({received}) is before the letter's date ({date}); correct one of them."
FUTURE = "This day ({day}) has not come yet; today is {today}."
DUE_EARLY = "due_on ({due}) is before the receipt ({received}); correct one of them."
NO_KINDS = "A {instrument} finds no maladministration: leave this out."
_NEVER_ADDRESSED = frozenset({"directorate", "ombudsman"})


def letter_faults(written_on: date, sender: Sender, now: datetime) -> Found:
    """What is wrong with the letter itself."""
    today = day_of(now, sender.office.time_zone)
    if written_on > today:
        yield "letter.date", _future(written_on, today)


def point_faults(
    point: Point,
    sender: Sender,
    now: datetime,
    written_on: date | None,
    instrument: Instrument | None,
) -> Found:
    """What is wrong with one recommendation; what the letter left unclear is not judged."""
    yield from _addressee_faults(point.addressee, sender, instrument)
    yield from _receipt_faults(point, now, written_on)
    if instrument is not None:
        yield from _due_faults(point, instrument, written_on)
        if point.maladministration and not instrument.maladministration:
            yield "maladministration", Fault(NO_KINDS, {"instrument": instrument.name})


def receipt_fault(
    received_on: date, written_on: date, time_zone: str, now: datetime
) -> Fault | None:
    """Why a letter of that day cannot have been received on `received_on`; None if it can."""
    today = day_of(now, time_zone)
    if received_on < written_on:
        return Fault(EARLY, {"received": received_on, "date": written_on})
    return _future(received_on, today) if received_on > today else None


def evidence_fault(taken_on: date, time_zone: str, now: datetime) -> Fault | None:
    """Why evidence cannot have been made on that day; None if it can."""
    today = day_of(now, time_zone)
    return _future(taken_on, today) if taken_on > today else None


def _addressee_faults(one: Addressee, sender: Sender, instrument: Instrument | None) -> Found:
    unit = one.unit
    if unit.kind in _NEVER_ADDRESSED:
        yield "unit", Fault(ADDRESSEES, {"unit": unit.code, "kind": unit.kind})
        return
    if one.region != sender.region:
        values = {"unit": unit.code, "region": one.region, "own": sender.region}
        yield "unit", Fault(ELSEWHERE, values)
    if instrument is not None and instrument.to_superior and unit.code != one.kanwil:
        yield "unit", Fault(SUPERIOR, {"instrument": instrument.name, "kanwil": one.kanwil})


def _receipt_faults(point: Point, now: datetime, written_on: date | None) -> Found:
    received_on, zone = point.received_on, point.addressee.unit.time_zone
    if received_on is None:
        return
    fault = receipt_fault(received_on, written_on or date.min, zone, now)
    if fault is not None:
        yield "received_on", fault


def _due_faults(point: Point, instrument: Instrument, written_on: date | None) -> Found:
    if point.due_on_given and not instrument.letter_dates:
        yield "due_on", Fault(RULED, {"instrument": instrument.name})
        return
    received_on = point.received_on or written_on
    if point.due_on is not None and received_on is not None and point.due_on < received_on:
        yield "due_on", Fault(DUE_EARLY, {"due": point.due_on, "received": received_on})


def _future(day: date, today: date) -> Fault:
    return Fault(FUTURE, {"day": day, "today": today})
