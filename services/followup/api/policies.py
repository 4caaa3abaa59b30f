"""The policy: the ladder's numbers, each with its source, and their versions."""

from typing import Any

from services.followup.amendments import rulings
from services.followup.amendments.schemas import PolicySchema, PolicyVersionsSchema
from services.followup.api import here
from services.followup.core.policy import Policy
from services.followup.core.policy_changes import PolicyChanges
from shared import auth
from shared.blueprint import Blueprint
from shared.codec import load
from shared.db import reading

blueprint = Blueprint("policy", __name__, url_prefix="/api/v1", description=__doc__)


@blueprint.route("/policy", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.response(200, PolicySchema)
def get_policy() -> Policy:
    """The policy in force: deadlines, ladder and reminders."""
    with reading(here.place().engine) as conn:
        place = here.place()
        return place.rules(conn).at(place.now(conn)).policy


@blueprint.route("/policy/versions", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.response(200, PolicyVersionsSchema)
def list_policy_versions() -> dict[str, Any]:
    """Every version after the first, and what its regulation changed, the newest first."""
    with reading(here.place().engine) as conn:
        rows = rulings.versions(conn)
    items = [{**row._mapping, "changes": load(PolicyChanges, row.body)} for row in reversed(rows)]
    return {"items": items, "next": None}
