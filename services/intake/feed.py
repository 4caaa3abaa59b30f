"""The feed: how followup reads intake.

Owns: the list of streams, and pages of one stream with `as_of`. A page takes the append's own lock
and keeps the clock's reading, so it is a transaction that writes.
"""

from typing import Any

from services.intake import answers, schemas
from services.intake.store import streams
from shared import auth, registry, web
from shared.blueprint import Blueprint
from shared.db import reading, writing
from shared.refusal import NotFound
from shared.stream import envelope

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
    _exists(stream)
    with writing(web.engine()) as conn:
        page = streams.page(conn, web.clock(), stream, args["after"], args["limit"])
    events = [envelope(event) for event in page.events]
    return {"events": events, "head": page.head, "hash": page.hash, "as_of": page.as_of}


def _exists(stream: str) -> None:
    """Reading a stream makes it; so only a Kanwil's name may be read."""
    with reading(web.registry()) as conn:
        office = registry.book(conn).by_code.get(stream)
    if office is None or office.kind != "kanwil":
        raise NoSuchStream("There is no stream {stream}.", stream=stream)
