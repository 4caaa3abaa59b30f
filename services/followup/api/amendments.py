"""Amendments of calendar and policy: what they would move, and a second account's word."""

from typing import Any

from sqlalchemy import Connection

from services.followup.amendments import desk, proposals
from services.followup.amendments.desk import beforehand
from services.followup.amendments.impact import Impact
from services.followup.amendments.proposals import Wish
from services.followup.amendments.schemas import (
    AmendmentRefusalArgs,
    ApprovalArgs,
    MovedSchema,
    PolicyAmendmentArgs,
    ProposalsArgs,
    ProposalSchema,
)
from services.followup.api import here
from services.followup.api.calendar_schemas import AmendmentArgs
from services.followup.api.schemas import NoBody
from shared import auth, registry, web
from shared.blueprint import Blueprint
from shared.db import reading
from shared.once import once
from shared.paging import PageArgs, page, page_of

blueprint = Blueprint("amendments", __name__, url_prefix="/api/v1", description=__doc__)
FILTERS = ("kind", "status")


def weighed_calendar(body: dict[str, Any]) -> Any:
    """The proposal of a decree, weighed by what is known now."""
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    return _weighed(desk.calendar_wish(body, book))


def weighed_policy(body: dict[str, Any]) -> Any:
    """The proposal of a regulation, weighed by what is known now."""
    return _weighed(desk.policy_wish(body))


def weighed_anew(body: dict[str, Any], amendment_id: str) -> dict[str, Any]:
    """The body, once the proposal's impact is that of now."""
    here.look_around()
    desk.weighed_anew(here.place(), amendment_id)
    return body


@blueprint.route("/calendar/amendments", methods=["POST"])
@auth.allow("admin")
@blueprint.arguments(AmendmentArgs)
@beforehand(weighed_calendar)
@once
@blueprint.response(201, ProposalSchema)
def post_calendar_amendment(conn: Connection, weighed: Any) -> Any:
    """Propose what a decree changes; nothing moves before another account approves it."""
    return _proposed(conn, weighed)


@blueprint.route("/policy/amendments", methods=["POST"])
@auth.allow("admin")
@blueprint.arguments(PolicyAmendmentArgs)
@beforehand(weighed_policy)
@once
@blueprint.response(201, ProposalSchema)
def post_policy_amendment(conn: Connection, weighed: Any) -> Any:
    """Propose what a regulation changes; nothing moves before another account approves it."""
    return _proposed(conn, weighed)


@blueprint.route("/amendments", methods=["GET"])
@auth.allow("admin")
@blueprint.arguments(ProposalsArgs, location="query")
@blueprint.response(200, page_of(ProposalSchema))
def list_amendments(args: dict[str, Any]) -> dict[str, Any]:
    """Every proposal, the newest first."""
    (before,) = args["cursor"] or (None,)
    exact = {name: args[name] for name in FILTERS if args[name]}
    with reading(here.place().engine) as conn:
        rows = proposals.listed(conn, exact, before, args["limit"] + 1)
    answer = page(rows, args["limit"], lambda row: (row.id,))
    return {**answer, "items": [desk.view(row) for row in answer["items"]]}


@blueprint.route("/amendments/<amendment_id>", methods=["GET"])
@auth.allow("admin")
@blueprint.response(200, ProposalSchema)
def get_amendment(amendment_id: str) -> dict[str, Any]:
    """One proposal, with its impact as it was last weighed."""
    with reading(here.place().engine) as conn:
        return desk.view(proposals.one(conn, amendment_id))


@blueprint.route("/amendments/<amendment_id>/cases", methods=["GET"])
@auth.allow("admin")
@blueprint.arguments(PageArgs, location="query")
@blueprint.response(200, page_of(MovedSchema))
def list_moved(args: dict[str, Any], amendment_id: str) -> dict[str, Any]:
    """What it would do to each case that it concerns, in the order of their codes."""
    (after,) = args["cursor"] or (0,)
    with reading(here.place().engine) as conn:
        proposals.one(conn, amendment_id)
        rows = proposals.cases(conn, amendment_id, after, args["limit"] + 1)
    answer = page(rows, args["limit"], lambda row: (row.number,))
    return {**answer, "items": [MovedSchema().load(row.body) for row in answer["items"]]}


@blueprint.route("/amendments/<amendment_id>/weighing", methods=["POST"])
@auth.allow("admin")
@blueprint.arguments(NoBody)
@beforehand(weighed_anew)
@once
@blueprint.response(201, ProposalSchema)
def post_weighing(conn: Connection, _body: dict[str, Any], amendment_id: str) -> dict[str, Any]:
    """Weigh the proposal again, by what is known now."""
    return desk.view(proposals.one(conn, amendment_id))


@blueprint.route("/amendments/<amendment_id>/approval", methods=["POST"])
@auth.allow("admin")
@blueprint.arguments(ApprovalArgs)
@beforehand(weighed_anew)
@once
@blueprint.response(201, ProposalSchema)
def post_approval(conn: Connection, body: dict[str, Any], amendment_id: str) -> dict[str, Any]:
    """Another account than the proposer's approves what it saw: the version comes into force, and
    every open case looks at its dates again."""
    approved = proposals.approve(conn, here.place(), amendment_id, body["digest"], here.actor())
    return desk.view(approved)


@blueprint.route("/amendments/<amendment_id>/refusal", methods=["POST"])
@auth.allow("admin")
@blueprint.arguments(AmendmentRefusalArgs)
@once
@blueprint.response(201, ProposalSchema)
def post_amendment_refusal(
    conn: Connection, body: dict[str, Any], amendment_id: str
) -> dict[str, Any]:
    """The amendment does not come into force; whoever proposed it may take it back so."""
    now = here.place().now(conn)
    return desk.view(proposals.refuse(conn, amendment_id, body["reason"], here.actor(), now))


def _weighed(wish: Wish) -> tuple[Wish, Impact]:
    here.look_around()
    return desk.weighed(here.place(), wish)


def _proposed(conn: Connection, weighed: tuple[Wish, Impact]) -> Any:
    wish, impact = weighed
    row = proposals.propose(conn, wish, impact, here.actor())
    return desk.view(row), 201, {"Location": f"/api/v1/amendments/{row.id}"}
