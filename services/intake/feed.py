"""The feed: how followup reads intake.

Owns: the list of streams, and pages of one stream or of several with `as_of`. A page takes the
append's own lock and keeps the clock's reading, so it is a transaction that writes.
"""

from collections.abc import Iterable
from typing import Any

from services.intake import answers, schemas
from services.intake.api import examples
from services.intake.store import streams
from shared import auth, registry, web
from shared.blueprint import Blueprint
from shared.db import glancing, reading, writing
from shared.refusal import NotFound
from shared.stream import Page, envelope

blueprint = Blueprint("feed", __name__, url_prefix="/api/v1", description="Events, in order.")


class NoSuchStream(NotFound):
    """No Kanwil has that code, so no stream has that name."""


@blueprint.route("/streams", methods=["GET"])
@auth.allow("service")
@blueprint.response(200, answers.StreamsAnswer)
def list_streams() -> dict[str, Any]:
    """Every stream with its last sequence and hash."""
    with reading(web.engine()) as conn:
        heads = sorted(streams.heads(conn).items())
    return {
        "streams": [{"name": name, "head": head, "hash": hash_} for name, (head, hash_) in heads]
    }


@blueprint.route("/streams/<stream>/events", methods=["GET"])
@auth.allow("service")
@blueprint.arguments(schemas.FeedArgs, location="query")
@blueprint.response(200, answers.FeedAnswer)
def list_events(args: dict[str, int], stream: str) -> dict[str, Any]:
    """The stream's events that follow a sequence.

    Where they reach the stream's head, `as_of` is the instant up to which nothing is missing.
    """
    _are_kanwil([stream])
    with writing(web.engine()) as conn:
        page = streams.page(conn, web.clock(), stream, args["after"], args["limit"])
    return _told(page)


@blueprint.route("/streams/events", methods=["GET"])
@auth.allow("service")
@blueprint.arguments(schemas.FeedsArgs, location="query")
@blueprint.response(200, answers.FeedsAnswer, example=examples.FEEDS)
def list_events_of_many(args: dict[str, Any]) -> dict[str, Any]:
    """The events of several streams, as of one in one transaction.

    Each place is a stream and a sequence, `KANWIL-BABEL:12`, and is repeated: `after=…&after=…`. A
    stream for whose events there was no more room has no `as_of`, and is to be read on.
    """
    with glancing(web.engine()) as conn:
        new = args["after"].keys() - streams.heads(conn).keys()
    if new:
        _are_kanwil(sorted(new))
        with writing(web.engine()) as conn:
            streams.begin(conn, new)
    with writing(web.engine()) as conn:
        pages = streams.pages(conn, web.clock(), args["after"], args["limit"])
    return {"streams": [{"name": name, **_told(pages[name])} for name in sorted(pages)]}


def _told(page: Page) -> dict[str, Any]:
    events = [envelope(event) for event in page.events]
    return {"events": events, "head": page.head, "hash": page.hash, "as_of": page.as_of}


def _are_kanwil(names: Iterable[str]) -> None:
    """Reading a stream makes it; so only a Kanwil's name may be read."""
    with reading(web.registry()) as conn:
        offices = registry.book(conn).by_code
    for name in names:
        if name not in offices or offices[name].kind != "kanwil":
            raise NoSuchStream("There is no stream {stream}.", stream=name)
