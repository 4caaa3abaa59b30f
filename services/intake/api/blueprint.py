"""What all routes of intake share.

Owns: the blueprint, who may read, the answer to everything that is said about a recommendation,
and that what was told goes to the publisher when it is durable.
"""

from typing import Any

from flask import Request, current_app
from marshmallow import Schema
from sqlalchemy import Connection
from werkzeug.datastructures import MultiDict

from services.intake import store
from services.intake.core.model import Recommendation
from services.intake.publish import Publisher
from shared import web
from shared.blueprint import Blueprint, Parser
from shared.events import ActionConfirmed, ActionVerified, Event, Fact
from shared.once import after_commit


class _Multipart(Parser):
    """A form with a file is one body: its fields and its file are read together."""

    def load_files(self, req: Request, schema: Schema) -> Any:
        parts = [*req.form.items(multi=True), *req.files.items(multi=True)]
        return self._makeproxy(MultiDict(parts), schema)


class _Blueprint(Blueprint):
    ARGUMENTS_PARSER = _Multipart()


blueprint = _Blueprint(
    "intake", __name__, url_prefix="/api/v1", description="What people say about a recommendation."
)
READERS = ("ombudsman", "unit", "kanwil", "directorate", "admin")
LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Where it can be read"}}
PUBLISHER = "publisher"
Answer = tuple[dict[str, Any], int, dict[str, str]]


def publish(*events: Event) -> None:
    """Hands the events on when this request's transaction is durable."""
    publisher: Publisher = current_app.extensions[PUBLISHER]
    after_commit(lambda: publisher.hand(events))


def save(conn: Connection, one: Recommendation, fact: Fact) -> Answer:
    """Writes what was said and what became of it; the answer tells both."""
    event = store.save(conn, web.clock(), one, fact)
    publish(event)
    body = {
        "id": _id(fact, event),
        "recommendation_id": one.id,
        "code": one.code,
        "status": one.status,
        "at": event.time,
        "stream": event.stream,
        "sequence": event.seq,
    }
    return body, 201, {"Location": place(one.id)}


def place(id_: str) -> str:
    """Where a recommendation can be read."""
    return f"/api/v1/recommendations/{id_}"


def _id(fact: Fact, event: Event) -> str:
    if isinstance(fact, ActionConfirmed):
        return fact.action_id
    return fact.verification_id if isinstance(fact, ActionVerified) else event.id
