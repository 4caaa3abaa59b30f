"""What the pages of followup show of cases.

Owns: reading cases as the visitor may see them, each with its standing. Everything is asked of the
same reader as the API's.
"""

from datetime import datetime

from services.followup.api import here
from services.followup.looking import asof, hindsight
from services.followup.looking.look import Seen
from services.followup.looking.register import Asked
from services.followup.pages.standing import Standing, standing
from services.followup.store.casebook import UnknownCase
from shared import auth
from shared.db import reading

MOST = 200


def one(code: str) -> Seen:
    """The case of that code, looked for in the feed where nobody knows it yet; raises UnknownCase
    where the visitor may not see it."""
    asked = Asked({**here.scope(), "code": code})
    for at_once in (False, True):
        here.look_around(at_once=at_once)
        for seen in here.reader().listed(asked, "", 1):
            return seen
    raise UnknownCase("There is no case {id}.", id=code)


def found(asked: Asked, after: str, limit: int) -> list[Seen]:
    """Up to `limit` cases after that id, with what intake has said lately."""
    here.look_around()
    return here.reader().listed(asked, after, limit)


def stood(asked: Asked, at: datetime, after: str, limit: int) -> list[Seen]:
    """Up to `limit` cases after that id, as they stood at that instant, as far as intake was
    heard."""
    place = here.place()
    here.look_around()
    here.reader().refresh(asked.exact)
    with reading(place.engine) as conn:
        policy = place.rules(conn).at(at).policy
        return hindsight.known(conn, asof.listed(conn, asked, at, (after, limit), policy))


def listed(asked: Asked, after: str = "", limit: int = MOST) -> list[Standing]:
    """Up to `limit` cases after that id, each as it stands for the visitor."""
    return standings(found(asked, after, limit))


def standings(seen: list[Seen]) -> list[Standing]:
    """Each of them as it stands for the visitor."""
    rules = next((one.rules for one in seen if one.rules), None)
    if rules is None:
        with reading(here.place().engine) as conn:
            rules = here.place().rules(conn)
    return [standing(one, auth.me(), rules) for one in seen]
