"""The offices: who reports to whom, and by what names they are known.

Owns: looking offices up. All of them (some 770) are read at once and kept per process until the
registry's version changes, so that a look-up costs one small statement.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, select

from shared import registry_tables as tables
from shared.db import reading
from shared.events import OfficeFacts
from shared.refusal import NotFound

metadata = tables.metadata

UNIT_KINDS = frozenset(
    {
        "lapas",
        "lapas-narkotika",
        "lapas-terbuka",
        "lpp",
        "lpka",
        "rutan",
        "cabang-rutan",
        "bapas",
        "rupbasan",
    }
)
KINDS = UNIT_KINDS | {"directorate", "kanwil", "ombudsman"}


class UnknownOffice(NotFound):
    """No office has that code, name or alias."""


@dataclass(frozen=True)
class Office:
    """One office as it is now; `class_` is that of a prison unit (IIA, IIB, III)."""

    code: str
    name: str
    kind: str
    class_: str
    parent: str | None
    region: str | None
    town: str
    regency: str
    time_zone: str
    email: str
    aliases: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """The role of those who speak for it: unit, kanwil, directorate or ombudsman."""
        return "unit" if self.kind in UNIT_KINDS else self.kind


@dataclass(frozen=True)
class Book:
    """All offices at one version of the registry."""

    by_code: Mapping[str, Office]
    by_word: Mapping[str, str]

    def office(self, code: str) -> Office:
        """The office with that code; raises UnknownOffice."""
        found = self.by_code.get(code)
        if found is None:
            raise UnknownOffice("No office has the code {code}.", code=code)
        return found

    def find(self, text: str) -> Office:
        """The office with that code, name or alias, whatever its capitals and spaces; raises
        UnknownOffice, which names those that are nearest."""
        code = self.by_word.get(fold(text))
        if code is not None:
            return self.by_code[code]
        near = difflib.get_close_matches(fold(text), self.by_word, n=3)
        raise UnknownOffice(
            "No office is called {text}; the nearest: {nearest}.",
            text=text,
            nearest=", ".join(dict.fromkeys(self.by_word[word] for word in near)) or "none",
        )

    def superiors(self, office: Office) -> tuple[Office, ...]:
        """Its parent, the parent's parent, and so on: who holds level 1, level 2 …"""
        return tuple(self._above(office))

    def kanwil_of(self, office: Office) -> Office:
        """The Kanwil in whose stream the office's recommendations stand (itself, if it is one)."""
        for one in (office, *self._above(office)):
            if one.kind == "kanwil":
                return one
        raise UnknownOffice("{code} belongs to no Kanwil.", code=office.code)

    def of_region(self, kind: str, region: str | None) -> Office:
        """The one `kanwil` or `ombudsman` of a region; raises UnknownOffice."""
        for office in self.by_code.values():
            if office.kind == kind and office.region == region:
                return office
        raise UnknownOffice("The region {region} has no {kind}.", region=region, kind=kind)

    def _above(self, office: Office) -> Iterator[Office]:
        while office.parent is not None:
            office = self.office(office.parent)
            yield office


def fold(text: str) -> str:
    """A name as it is compared: without capitals and needless spaces."""
    return " ".join(text.casefold().split())


def book(conn: Connection) -> Book:
    """All offices as this transaction sees them: one statement while nothing has changed."""
    version = conn.execute(select(tables.version.c.value)).scalar_one_or_none()
    kept = _kept.get(conn.engine)
    if kept is None or kept[0] != version:
        kept = (version, _read(conn))
        _kept[conn.engine] = kept
    return kept[1]


def book_at(engine: Engine, version: str | None) -> Book:
    """All offices of that registry at a version that was just read; where it is not the one that
    is kept, or is not known, they are read."""
    kept = _kept.get(engine)
    if kept is not None and version is not None and kept[0] == version:
        return kept[1]
    with reading(engine) as conn:
        return book(conn)


def office(conn: Connection, code: str) -> Office:
    """The office with that code; raises UnknownOffice."""
    return book(conn).office(code)


def find(conn: Connection, text: str) -> Office:
    """The office with that code, name or alias; raises UnknownOffice."""
    return book(conn).find(text)


def superiors(conn: Connection, office: Office) -> tuple[Office, ...]:
    """Its parent, the parent's parent, and so on."""
    return book(conn).superiors(office)


def kanwil_of(conn: Connection, office: Office) -> Office:
    """The Kanwil above the office (itself, if it is one); raises UnknownOffice."""
    return book(conn).kanwil_of(office)


def ombudsman_of(conn: Connection, region: str | None) -> Office:
    """The Ombudsman's office of a region; raises UnknownOffice."""
    return book(conn).of_region("ombudsman", region)


def facts(office: Office) -> OfficeFacts:
    """What events carry of an office."""
    return OfficeFacts(office.code, office.name, office.kind, office.time_zone, office.regency)


_kept: WeakKeyDictionary[Engine, tuple[str | None, Book]] = WeakKeyDictionary()


def _read(conn: Connection) -> Book:
    aliases: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for row in conn.execute(select(tables.office_alias)):
        aliases.setdefault(row.office, []).append(row.alias)
        words[row.word] = row.office
    offices = {
        row.code: _office(row, tuple(sorted(aliases.get(row.code, ()))))
        for row in conn.execute(select(tables.office).order_by(tables.office.c.code))
    }
    for one in offices.values():
        words[fold(one.name)] = words[fold(one.code)] = one.code
    return Book(offices, words)


def _office(row: Row[Any], aliases: tuple[str, ...]) -> Office:
    return Office(
        code=row.code,
        name=row.name,
        kind=row.kind,
        class_=row._mapping["class"],
        parent=row.parent,
        region=row.region,
        town=row.town,
        regency=row.regency,
        time_zone=row.time_zone,
        email=row.email,
        aliases=aliases,
    )
