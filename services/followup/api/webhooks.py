"""Webhooks over HTTP.

Owns: an office's head registers, lists, revives and removes its webhooks. The secret is shown once,
when the webhook is made; the URL is checked then, and again at every call.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response
from marshmallow import Schema, ValidationError, fields, validate, validates
from sqlalchemy import Connection

from services.followup.api.schemas import Instant
from services.followup.letters import hooks
from services.followup.letters.guard import UnsafeAddress, checked
from services.followup.letters.webhooks import secret_of
from shared import auth, web
from shared.blueprint import Blueprint
from shared.codec import text
from shared.db import reading, writing
from shared.once import once, takes_key
from shared.paging import PageArgs, page, page_of

View = TypeVar("View", bound=Callable[..., Any])
OFFICES = ("ombudsman", "kanwil", "unit", "directorate")

blueprint = Blueprint(
    "webhooks",
    __name__,
    url_prefix="/api/v1",
    description="Machines are told what happens, as it happens (Standard Webhooks, CloudEvents).",
)


class WebhookSchema(Schema):
    """A webhook, as its office sees it."""

    id = fields.String(dump_only=True)
    office = fields.String(dump_only=True)
    url = fields.String(required=True, validate=validate.Length(1, 2000))
    description = fields.String(load_default="", validate=validate.Length(max=200))
    created_at = Instant(dump_only=True)
    failures = fields.Integer(dump_only=True, metadata={"description": "in a row"})
    last_fault = fields.String(dump_only=True, allow_none=True)
    disabled_at = Instant(dump_only=True, allow_none=True)

    @validates("url")
    def _leads_out(self, url: str, **_: object) -> None:
        try:
            checked(url, private=web.settings().private_webhooks)
        except UnsafeAddress as error:
            raise ValidationError(f"This address {error}.") from error


class NewWebhookSchema(WebhookSchema):
    """A webhook just made, with the secret that signs what it is told."""

    secret = fields.String(dump_only=True)


def _told_its_secret(view: View) -> View:
    """Adds the secret to the answer after it was kept under its `Idempotency-Key`: it is derived
    anew for each repetition, and stands in no database."""

    @wraps(view)
    def tell(*args: Any, **kwargs: Any) -> Any:
        answer: Response = view(*args, **kwargs)
        made = answer.get_json()
        answer.data = text({**made, "secret": secret_of(web.settings().secret_key, made["id"])})
        return answer

    return takes_key(tell)  # type: ignore[return-value]  # as `once` does


@blueprint.route("/webhooks", methods=["POST"])
@auth.allow(*OFFICES, head=True)
@blueprint.arguments(WebhookSchema)
@_told_its_secret
@once
@blueprint.response(201, NewWebhookSchema)
def post_webhook(conn: Connection, body: dict[str, Any]) -> Any:
    """Register a webhook; the answer alone carries its secret."""
    now = web.clock().now()
    row = hooks.register(conn, auth.me().actor(), body["url"], body["description"], now)
    return dict(row._mapping), 201, {"Location": f"/api/v1/webhooks/{row.id}"}


@blueprint.route("/webhooks", methods=["GET"])
@auth.allow(*OFFICES, "admin")
@blueprint.arguments(PageArgs, location="query")
@blueprint.response(200, page_of(WebhookSchema))
def list_webhooks(args: dict[str, Any]) -> dict[str, Any]:
    """The webhooks of one's office; an admin sees all."""
    (after,) = args["cursor"] or (None,)
    with reading(web.engine()) as conn:
        rows = hooks.listed(conn, auth.me().office, after, args["limit"] + 1)
    return page(rows, args["limit"], lambda row: (row.id,))


@blueprint.route("/webhooks/<webhook_id>", methods=["DELETE"])
@auth.allow(*OFFICES, head=True)
@blueprint.response(204)
def delete_webhook(webhook_id: str) -> Response:
    """Remove a webhook and what waits for it."""
    with writing(web.engine()) as conn:
        hooks.remove(conn, auth.me().actor().office, webhook_id)
    return Response(status=204)


@blueprint.route("/webhooks/<webhook_id>/revival", methods=["POST"])
@auth.allow(*OFFICES, head=True)
@once
@blueprint.response(201, WebhookSchema)
def post_revival(conn: Connection, webhook_id: str) -> Any:
    """Tell a disabled webhook again, of what happens from now on."""
    return hooks.revive(conn, auth.me().actor().office, webhook_id)
