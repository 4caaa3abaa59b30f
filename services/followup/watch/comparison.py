"""The journal beside the account.

Owns: what the journal says that fired, how it differs from what had to fire, and what each
difference is called.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from services.followup.store.tables import journal
from services.followup.watch.account import Account

Key = tuple[str, int]
"""A rung and its round."""


@dataclass(frozen=True)
class Finding:
    """A rung that is `missing`, `early`, `late`, `doubled` (it fired once more than it should) or
    `unfounded` (nothing says that it should have fired); `expected_at` by the account, `found_at`
    by the journal. A case that is `stuck`, or of which no account can be given
    (`unaccountable`), is a finding without a rung; a stream that is not what followup heard
    (`tampered`) one without a case."""

    stream: str
    recommendation_id: str
    rung: str
    round: int
    wrong: str
    expected_at: datetime | None
    found_at: datetime | None


@dataclass
class Journal:
    """What one case's journal says: when each rung of each round fired first, and which fired
    again."""

    fired: Account = field(default_factory=dict)
    again: set[Key] = field(default_factory=set)

    def note(self, key: Key, at: datetime) -> None:
        """The next line, in the order of time."""
        if key in self.fired:
            self.again.add(key)
        else:
            self.fired[key] = at


def journals(
    conn: Connection, stream: str, until: datetime, subjects: Collection[str]
) -> Mapping[str, Journal]:
    """The journals of these recommendations up to `until`; an empty one where there is none."""
    query = select(journal.c.recommendation_id, journal.c.rung, journal.c.round, journal.c.at)
    query = query.where(
        journal.c.stream == stream,
        journal.c.recommendation_id.in_(sorted(subjects)),
        journal.c.rung.is_not(None),
        journal.c.at <= until,
    )
    found: dict[str, Journal] = defaultdict(Journal)
    for row in conn.execute(query.order_by(journal.c.at, journal.c.position)):
        found[row.recommendation_id].note((row.rung, row.round), row.at)
    return found


def compare(stream: str, subject: str, expected: Account, found: Journal) -> Iterator[Finding]:
    """What differs between account and journal, in the order of time."""
    fired = found.fired
    keys = {*expected, *fired}
    wrong = {key for key in keys if expected.get(key) != fired.get(key) or key in found.again}
    for key in sorted(wrong, key=lambda key: (expected.get(key) or fired[key], key)):
        rung, number = key
        name = "doubled" if key in found.again else _name(key, expected, fired)
        yield Finding(stream, subject, rung, number, name, expected.get(key), fired.get(key))


def _name(key: Key, expected: Account, fired: Account) -> str:
    should, did = expected.get(key), fired.get(key)
    if did is None:
        return "missing"
    if should is None:
        return "doubled" if any(rung == key[0] for rung, _ in expected) else "unfounded"
    return "early" if did < should else "late"
