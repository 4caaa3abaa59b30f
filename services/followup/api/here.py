"""What a view of followup works with.

Owns: the place of the app that serves this request, and its reader of the feed.
"""

from typing import Any, cast

from flask import Flask, current_app, g

from services.followup.looking import lag as lags
from services.followup.looking.lag import Lag
from services.followup.looking.look import Reader, Seen, Streams
from services.followup.place import Place
from services.followup.store import casebook
from shared import auth, pages, registry, web
from shared.db import reading
from shared.events import Actor
from shared.refusal import Invalid, NotFound
from shared.registry import Office, UnknownOffice

_KEY = "followup"
OFFICES = ("unit", "kanwil")
READERS = ("unit", "kanwil", "directorate", "ombudsman", "admin")


def keep(app: Flask, place: Place) -> None:
    """Gives the app its place."""
    app.extensions[_KEY] = Reader(place)


def reader() -> Reader:
    """The reader of this app."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Reader)
    return found


def place() -> Place:
    """The place of this app."""
    return reader().place


def scope() -> dict[str, str]:
    """The column and value that rows must have to be seen by who asks."""
    return auth.scope(auth.me())


def actor() -> Actor:
    """Who asks, as events carry it."""
    return auth.me().actor()


def exact(args: dict[str, Any], *names: str) -> dict[str, str]:
    """What rows must be, by who asks and by the filters of those names. A filter that leaves the
    asker's own scope finds nothing. Raises Invalid where an office is named that does not exist."""
    wanted = {name: args[name] for name in names if args.get(name) is not None}
    wanted |= {name: office_at(name, wanted[name]).code for name in OFFICES if name in wanted}
    mine = scope()
    foreign = any(wanted.get(name, value) != value for name, value in mine.items())
    return {**wanted, **mine, **({"recommendation_id": ""} if foreign else {})}


def stream_of(recommendation_id: str) -> str | None:
    """The stream of a case, or the one in which whoever asks would look for it; None for who
    belongs to no Kanwil."""
    with reading(place().engine) as conn:
        if known := casebook.stream_of(conn, recommendation_id):
            return known
    return _home()


def _home() -> str | None:
    """The stream of the asker's own Kanwil."""
    me, book = auth.me(), pages.book()
    try:
        if me.role == "ombudsman":
            return book.of_region("kanwil", me.region).code
        return book.kanwil_of(book.office(me.office or "")).code
    except NotFound:
        return None


def streams() -> Streams:
    """The streams in which whoever asks may have cases, asked once; None: in all."""
    if "streams" not in g:
        g.streams = _streams()
    return cast("Streams", g.streams)


def _streams() -> Streams:
    seen = scope()
    if not seen:
        return None
    if "kanwil" in seen:
        return frozenset(seen.values())
    return frozenset([name] if (name := _home()) else [])


def look_around(*, at_once: bool = False) -> None:
    """Hear what intake has said lately in the asker's streams, whether or not a worker runs."""
    reader().look_around(streams(), at_once=at_once)


def lag() -> Lag:
    """How far what who asks may see lies behind intake, which is asked first."""
    look_around()
    return lags.lag(reader(), streams())


def one(recommendation_id: str) -> Seen:
    """The case, if whoever asks may see it; one that nobody knows yet is looked for in the feed.
    Raises UnknownCase."""
    look_around()
    try:
        return reader().one(recommendation_id, scope())
    except casebook.UnknownCase:
        look_around(at_once=True)
        return reader().one(recommendation_id, scope())


def office_at(field: str, text: str) -> Office:
    """The office with that code, name or alias; raises Invalid at `field`."""
    with reading(web.registry()) as conn:
        try:
            return registry.find(conn, text)
        except UnknownOffice as error:
            raise Invalid({field: [error.fault]}) from error


def kanwil(code: str) -> str:
    """The code, if a Kanwil has it; raises Invalid at `stream`."""
    with reading(web.registry()) as conn:
        office = registry.book(conn).by_code.get(code)
    if office is None or office.kind != "kanwil":
        raise Invalid.at("stream", "{code} is no Kanwil.", code=code)
    return code
