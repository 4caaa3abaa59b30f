"""How a case stands when somebody looks.

Owns: that what is shown is right with every worker stopped. Where something fell due that is not
known yet, the feed is read first; what is known is folded up to now, in memory; and where intake
cannot be reached, a case past its date is called just that, with the instant of the data.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from services.followup import core, fold
from services.followup.core.model import Case
from services.followup.core.rules import Rules
from services.followup.fold import Misfit
from services.followup.hearing.feed import IntakeUnreachable
from services.followup.hearing.receive import StreamStopped, catch_up
from services.followup.looking import register
from services.followup.looking.orders import ORDERS
from services.followup.looking.register import AWAITING, Asked, Count
from services.followup.place import Place
from services.followup.store import casebook, cursors, own
from shared.clock import real_now
from shared.codec import load
from shared.db import reading

PATIENCE, FRESH = timedelta(seconds=2), timedelta(seconds=5)


HEADS = ""
Streams = frozenset[str] | None
"""Names of streams; None: all."""


@dataclass(frozen=True)
class Seen:
    """A case as it stands `now`; `data_as_of` is the instant up to which intake was heard;
    `stuck_since` (real time) is set where the case cannot take what was said; `place` is where it
    stands in its list, `rules` are those by which it was looked at."""

    case: Case
    timeliness: str
    level: int
    data_as_of: datetime | None
    now: datetime
    stuck_since: datetime | None = None
    place: str = ""
    rules: Rules | None = None


class Reader:
    """Reads the feed for those who look; after a failure it waits a little before it tries that
    stream again, so that an outage of intake makes pages old but not slow."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._failed: dict[str, datetime] = {}
        self._looked: dict[Streams, datetime] = {}
        self._complete: dict[Streams, datetime] = {}

    def freshen(self, stream: str) -> bool:
        """Whether the stream is now known to its head."""
        failed = self._failed.get(stream)
        if failed and real_now() - failed < PATIENCE:
            return False
        try:
            catch_up(self.place, stream)
        except (IntakeUnreachable, StreamStopped):
            self._failed[stream] = real_now()
            return False
        self._failed.pop(stream, None)
        return True

    def look_around(self, streams: Streams, *, at_once: bool = False) -> None:
        """Hear what intake has said since anybody looked, in these streams (None: in all), new ones
        among them; `at_once` even if somebody looked a moment ago."""
        now = real_now()
        looked, failed = self._looked.get(streams), self._failed.get(HEADS)
        fresh = looked and now - looked < FRESH and not at_once
        if fresh or (failed and now - failed < PATIENCE):
            return
        with reading(self.place.engine) as conn:
            asked_at = self.place.now(conn)
        try:
            heads = self.place.feed.heads()
        except IntakeUnreachable:
            self._failed[HEADS] = real_now()
            return
        self._failed.pop(HEADS, None)
        self._looked[streams] = now
        seen = {name: head for name, head in heads.items() if streams is None or name in streams}
        behind = [name for name, head in sorted(seen.items()) if self._heard(name) < head]
        for name in seen.keys() - set(behind):
            self._failed.pop(name, None)
        stale = [name for name in behind if not self.freshen(name)]
        if not stale:
            self._complete[streams] = asked_at

    def looked_at(self, streams: Streams) -> datetime | None:
        """The domain's instant of the last look that left nothing unknown in these streams."""
        return self._complete.get(streams)

    def out_of_reach(self, streams: Streams) -> bool:
        """Whether intake, when it was last asked, did not tell what it has in these streams."""
        asked = (name for name in self._failed if name != HEADS)
        return HEADS in self._failed or any(streams is None or name in streams for name in asked)

    def has_seen(self, stream: str, seq: int) -> bool:
        """Whether that event of intake is known now; where not yet, the feed is asked."""
        return self._heard(stream) >= seq or (self.freshen(stream) and self._heard(stream) >= seq)

    def _heard(self, stream: str) -> int:
        with reading(self.place.engine) as conn:
            cursor = cursors.read(conn, stream)
        return cursor.seq if cursor else 0

    def refresh(self, exact: Mapping[str, str]) -> None:
        """Read the feed wherever, among these cases, something unknown fell due."""
        with reading(self.place.engine) as conn:
            streams = register.behind(conn, exact, self.place.now(conn))
        for stream in streams:
            self.freshen(stream)

    def one(self, recommendation_id: str, scope: Mapping[str, str]) -> Seen:
        """One case that the asker may see; raises UnknownCase."""
        exact = {**scope, "recommendation_id": recommendation_id}
        for seen in self.listed(Asked(exact), "", 1):
            return seen
        raise casebook.UnknownCase("There is no case {id}.", id=recommendation_id)

    def listed(self, asked: Asked, after: str, limit: int) -> list[Seen]:
        """Up to `limit` cases after that place that are as asked."""
        self.refresh(asked.exact)
        return self.known(asked, after, limit)

    def known(self, asked: Asked, after: str, limit: int) -> list[Seen]:
        """The same by what was read of the feed a moment ago."""
        found: list[Seen] = []
        while len(found) < limit:
            candidates = list(self._candidates(asked, after, limit))
            found += [one for one in candidates if _fits(one, asked)]
            if len(candidates) < limit:
                break
            after = candidates[-1].place
        return found[:limit]

    def _candidates(self, asked: Asked, after: str, limit: int) -> Iterator[Seen]:
        with reading(self.place.engine) as conn:
            now, rules = self.place.now(conn), self.place.rules(conn)
            policy = self.place.policy
            for row in register.candidates(conn, asked, after, limit, now=now, policy=policy):
                seen = _seen(conn, row, now, rules)
                yield replace(seen, place=ORDERS[asked.order].place(row))

    def counted(self, asked: Asked, now: datetime | None = None) -> Count:
        """How many cases are as asked, `now` being when they were listed."""
        with reading(self.place.engine) as conn:
            now = now or self.place.now(conn)
            return register.count(conn, asked, now=now, policy=self.place.policy)


def _seen(conn: Connection, row: Row[Any], now: datetime, rules: Rules) -> Seen:
    """The case of the row, folded up to what is known by now, without a trace."""
    case, known_to = load(Case, row.body), row.known_to
    until = min(now, known_to) if known_to else None
    if until and row.next_at and row.next_at <= until:
        case = _folded(conn, case, until, rules)
    timeliness = core.timeliness(case, now, rules.policy)
    if timeliness == "overdue" and (known_to is None or known_to < (case.due_at or now)):
        timeliness = AWAITING
    level = core.level(case, rules.policy)
    return Seen(case, timeliness, level, known_to, now, row.stuck_since, rules=rules)


def _folded(conn: Connection, case: Case, until: datetime, rules: Rules) -> Case:
    waiting = own.waiting(conn, case.stream, {case.recommendation_id: case.decisions_seen})
    try:
        said = waiting.get(case.recommendation_id, ())
        return fold.advanced(case, said, until, rules).after
    except Misfit:
        return case


def _fits(seen: Seen, asked: Asked) -> bool:
    return (
        asked.status in (None, seen.case.status)
        and (asked.among is None or seen.case.status in asked.among)
        and asked.level in (None, seen.level)
        and asked.timeliness in (None, seen.timeliness)
        and asked.falls_due(seen.case.due_at)
    )
