"""The road of an amendment, from whoever asks over HTTP to what is kept.

Owns: that nothing is weighed inside a transaction, and that what is approved is what was seen: the
impact is weighed anew first, and kept where it has changed.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import Row

from services.followup.amendments import proposals
from services.followup.amendments.impact import Impact
from services.followup.amendments.proposals import Wish
from services.followup.amendments.weighing import CalendarChanges, weigh
from services.followup.core.calendar import Holiday, Removal
from services.followup.core.policy_changes import PolicyChanges
from services.followup.place import Place
from shared.codec import load
from shared.db import reading, writing
from shared.refusal import Fault, Invalid
from shared.registry import Book

View = TypeVar("View", bound=Callable[..., Any])


def beforehand(prepare: Callable[..., Any]) -> Callable[[View], View]:
    """What `prepare` makes of the body and the path is given to the view in the body's place,
    before its transaction."""

    def decorate(view: View) -> View:
        @wraps(view)
        def perform(*args: Any, **path: str) -> Any:
            return view(prepare(*args, **path), **path)

        return perform  # type: ignore[return-value]

    return decorate


def weighed(place: Place, wish: Wish) -> tuple[Wish, Impact]:
    """The wish, and what it would do now. Raises NotAHoliday, Invalid."""
    return wish, weigh(place, wish.decree, wish.changes)


def weighed_anew(place: Place, id_: str) -> Row[Any]:
    """The proposal with what it would do now, kept where that has changed. Raises
    UnknownAmendment; one whose changes no longer fit raises NotAHoliday or Invalid."""
    with reading(place.engine) as conn:
        row = proposals.one(conn, id_)
    if row.status != proposals.PROPOSED:
        return row
    _, impact = weighed(place, proposals.wish_of(row))
    with writing(place.engine) as conn:
        if impact.digest != row.digest:
            proposals.reweigh(conn, id_, impact)
        return proposals.one(conn, id_)


def calendar_wish(body: Mapping[str, Any], book: Book) -> Wish:
    """What a decree is to change, out of a checked body; raises Invalid where no office lies in a
    regency that it names, since such a day would never count."""
    known = {office.regency for office in book.by_code.values()}
    message = "No office lies in {regency}; offices lie in: {known}."
    faults = {
        f"add.{number}.regency": [
            Fault(message, {"regency": day["regency"], "known": ", ".join(sorted(known))})
        ]
        for number, day in enumerate(body["add"])
        if day["regency"] is not None and day["regency"] not in known
    }
    if faults:
        raise Invalid(faults)
    additions = tuple(Holiday(**day, decree=body["decree"]) for day in body["add"])
    removals = tuple(Removal(**day) for day in body["remove"])
    return Wish(body["decree"], body["note"], CalendarChanges(additions, removals))


def policy_wish(body: Mapping[str, Any]) -> Wish:
    """What a regulation is to change, out of a checked body."""
    numbers = {name: value for name, value in body.items() if name not in ("decree", "note")}
    return Wish(body["decree"], body["note"], load(PolicyChanges, numbers))


def view(row: Row[Any]) -> dict[str, Any]:
    """A proposal as plain data."""
    changes = proposals.wish_of(row).changes
    days = changes if isinstance(changes, CalendarChanges) else CalendarChanges((), ())
    return {
        **row._mapping,
        "add": days.additions,
        "remove": days.removals,
        "changes": changes if isinstance(changes, PolicyChanges) else None,
        "impact": row._mapping,
    }
