"""How a list is narrowed down.

Owns: the conditions on columns for what is asked. They only narrow: how a case of which time has
spoken since it was saved stands is judged by the core.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, and_, false, literal_column, not_, or_, true

from services.followup.core.model import CLOSED
from services.followup.core.policy import Policy
from services.followup.looking.asked import AWAITING, Asked, noon_before
from services.followup.store.tables import case_

_SUBMITTED = frozenset({"awaiting_verification"})


def fixed(exact: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """The rows with those values in columns that time does not move."""
    return [case_.c[column] == value for column, value in exact.items()]


def asked_of(asked: Asked) -> list[ColumnElement[bool]]:
    """The same of what is asked. Where a level is, few rows have it: the index of those leads, and
    an office's index, which has no level, is kept out of SQLite's choice."""
    if not asked.level:
        return fixed(asked.exact)
    return [case_.c[column].concat("") == value for column, value in asked.exact.items()]


def moving(
    asked: Asked, now: datetime, policy: Policy, of: FromClause = case_
) -> ColumnElement[bool]:
    """The rows that stand as asked at that instant, by the columns of `of`: the case as saved last,
    or a state that it was in."""
    conditions: list[ColumnElement[bool]] = [true()]
    if asked.status is not None:
        conditions.append(of.c.status == asked.status)
    if _SUBMITTED in ({asked.status}, asked.among):
        conditions.append(of.c.submitted_at.is_not(None))
    if asked.among is not None:
        conditions.append(of.c.status.in_(sorted(asked.among)))
        if not asked.among & CLOSED:
            conditions.append(of.c.closed_at.is_(None))
    if asked.level is not None:
        conditions.append(of.c.level == asked.level)
        if asked.level:
            conditions.append(of.c.level > literal_column("0"))  # names the index of the few
    if asked.due_from is not None:
        conditions.append(of.c.due_at >= noon_before(asked.due_from))
    if asked.due_to is not None:
        conditions.append(of.c.due_at < noon_before(asked.due_to, 1))
    if asked.timeliness is not None:
        conditions.append(_timeliness(asked.timeliness, now, policy, of))
    return and_(*conditions)


def _timeliness(name: str, now: datetime, policy: Policy, of: FromClause) -> ColumnElement[bool]:
    """`core.timeliness` on columns, to narrow the list down; the core has the last word."""
    done = or_(of.c.submitted_at.is_not(None), of.c.closed_at.is_not(None))
    dateless = of.c.due_at.is_(None)
    runs = and_(not_(done), not_(dateless))
    soon = of.c.due_at <= now + policy.due_soon
    past = of.c.due_at <= now
    conditions = {
        "no_deadline": and_(dateless, case_.c.due_kind != "rule"),
        "not_started": and_(dateless, case_.c.due_kind == "rule"),
        "on_time": or_(and_(done, not_(of.c.breached)), not_(or_(done, soon)), dateless),
        "due_soon": and_(runs, soon, not_(past)),
        "overdue": and_(runs, past),
        AWAITING: and_(runs, past),
        "late": and_(done, of.c.breached),
    }
    return conditions.get(name, false())
