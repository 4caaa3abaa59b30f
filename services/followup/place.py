"""What a process of followup works with.

Owns: the bundle that receive, sweep, repair and the rest are given: followup's database, intake's
feed, the domain's clock and the first version of the policy.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from services.followup.amendments import rulings
from services.followup.core.policy import DEFAULT, Policy
from services.followup.core.rules import Rules
from services.followup.hearing.feed import Feed
from shared.clock import Clock
from shared.db import clock_reading


@dataclass(frozen=True)
class Place:
    """Followup's database, intake's feed, the domain's clock and the policy as it came."""

    engine: Engine
    feed: Feed
    clock: Clock
    policy: Policy = DEFAULT

    def now(self, conn: Connection) -> datetime:
        """The domain's present instant, by the database's clock where there is one for all."""
        return clock_reading(conn, self.clock)

    def rules(self, conn: Connection) -> Rules:
        """Every version of calendar and policy that this transaction sees."""
        return rulings.rules(conn, self.policy)
