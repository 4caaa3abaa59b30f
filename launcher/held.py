"""An admin's word on held letters, at the terminal: `tindak letters held`, `release`, `discard`.

Owns: their flags, and what is printed. What becomes of a letter is followup's to know.
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select

from launcher import desk
from launcher.instants import shown
from services.followup.letters import held
from services.followup.letters.held import Office
from services.followup.letters.tables import letter
from services.followup.main import open_place
from services.followup.place import Place
from shared.db import reading, writing

Word = Callable[[Connection, str, Office], int]
WORDS: dict[str, tuple[str, Word]] = {
    "release": ("let held letters leave", held.release),
    "discard": ("held letters were sent before: let them never leave", held.discard),
}


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The three verbs, each with what it does as `run`."""
    listing = verbs.add_parser("held", help="what an earlier database may have sent")
    listing.set_defaults(run=_list)
    for name, (what, word) in WORDS.items():
        saying = verbs.add_parser(name, help=what)
        saying.add_argument("ids", nargs="*", metavar="ID", help="as `letters held` lists them")
        saying.add_argument("--all", action="store_true", help="every held letter")
        saying.set_defaults(run=_say, word=word, name=name)


def _list(_asked: argparse.Namespace) -> int:
    with _followup() as place, reading(place.engine) as conn:
        query = select(letter).where(letter.c.state == "held").order_by(letter.c.at, letter.c.id)
        rows = conn.execute(query).all()
    for row in rows:
        print(f"{row.id}  {shown(row.at)}  {row.code}  {row.kind} to {row.recipient}")
    print(f"{len(rows)} letters wait for your word.")
    return 0


def _say(asked: argparse.Namespace) -> int:
    with _followup() as place, writing(place.engine) as conn:
        now = place.now(conn)
        office = Office(now, place.rules(conn).calendar_at(now))
        ids = list(held.every(conn)) if asked.all else asked.ids
        count = sum(asked.word(conn, one, office) for one in ids)
    print(f"{asked.name}: {count} letters.")
    return 0


@contextmanager
def _followup() -> Iterator[Place]:
    place = open_place(desk.installed())
    try:
        yield place
    finally:
        place.engine.dispose()
