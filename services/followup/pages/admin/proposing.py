"""Proposing from a page.

Owns: the same road as the API's: weighed by what is known now, outside of any transaction, then
kept.
"""

from typing import Any

import structlog
from sqlalchemy import Row

from services.followup.amendments import desk, proposals
from services.followup.amendments.proposals import Wish
from services.followup.api import here
from shared import auth
from shared.db import writing

_log = structlog.get_logger("admin")


def propose(wish: Wish) -> Row[Any]:
    """The proposal, kept with its impact. Raises NotAHoliday, Invalid."""
    here.look_around()
    wish, impact = desk.weighed(here.place(), wish)
    with writing(here.place().engine) as conn:
        row = proposals.propose(conn, wish, impact, here.actor())
    _log.info("amendment_proposed", amendment=row.id, kind=row.kind, by=auth.me().id)
    return row


def waiting(kind: str) -> dict[str, str]:
    """What proposals of that kind that wait for an answer are."""
    return {"kind": kind, "status": proposals.PROPOSED}
