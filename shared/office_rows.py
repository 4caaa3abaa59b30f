"""One row of a spreadsheet of offices.

Owns: the columns, reading a row, and what can be wrong with it alone. What can be wrong among
offices stands in `office_checks`.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from shared.refusal import Fault
from shared.registry import KINDS, Office

COLUMNS = (
    "code",
    "name",
    "kind",
    "class",
    "parent",
    "region",
    "town",
    "regency",
    "time_zone",
    "email",
    "aliases",
)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
Found = Iterator[tuple[str, Fault]]
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,39}")
_REGION = re.compile(r"[A-Z0-9-]{1,40}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def parse(row: Mapping[str, str]) -> Office:
    """One row as an office; nothing is checked yet. Aliases are separated by `|`."""
    aliases = (one.strip() for one in row["aliases"].split("|"))
    return Office(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        class_=row["class"],
        parent=row["parent"] or None,
        region=row["region"] or None,
        town=row["town"],
        regency=row["regency"],
        time_zone=row["time_zone"],
        email=row["email"],
        aliases=tuple(sorted(one for one in aliases if one)),
    )


def alone(one: Office) -> Found:
    """What is wrong with the row by itself: (column, fault)."""
    if not _CODE.fullmatch(one.code):
        yield "code", Fault("A code is 2 to 40 capitals, digits and hyphens.")
    yield from _none_of("kind", one.kind, KINDS)
    yield from _none_of("time_zone", one.time_zone, ZONES)
    if not _EMAIL.fullmatch(one.email):
        yield "email", Fault("{email} is not an e-mail address.", {"email": one.email})
    if len(one.class_) > 10:
        yield "class", Fault("A class is at most 10 characters.")
    for column in ("name", "town", "regency"):
        if not getattr(one, column):
            yield column, Fault("It is missing.")
    if one.region is None and one.kind != "directorate":
        yield "region", Fault("A {kind} needs its region.", {"kind": one.kind})
    elif one.region and not _REGION.fullmatch(one.region):
        yield "region", Fault("A region is 1 to 40 capitals, digits and hyphens.")


def _none_of(column: str, value: str, known: Collection[str]) -> Found:
    if value not in known:
        values = {"value": value, "known": ", ".join(sorted(known))}
        yield column, Fault("{value} is none of: {known}.", values)
