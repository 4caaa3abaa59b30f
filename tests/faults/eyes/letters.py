"""Whether every letter left, and none twice without cause.

Owns: holding the outbox against what the mail server took. A letter leaves in one departure, under
one Message-ID. A departure may be taken again only where its sender could not know that it had
been: the line was cut after DATA, or whoever sent it was killed, or could not write that it had
left. The same holds for one that was refused for good. Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.faults.eyes.finding import Finding
from tests.faults.march import Struck
from tests.faults.outcome import Letter, Outcome
from tests.faults.post import REJECTED, TAKEN, Transaction

FORGETS = ("kill -9", "power cut", "database", "disk full")
"""Faults after which a sender may not know, or not have been able to write, what it has sent."""
LATEST = 30.0
"""Seconds from a transaction to its mark, at most, under faults."""


def letters_wrong(outcome: Outcome) -> Iterator[Finding]:
    """Letters that never left, that stand in the outbox twice, or that left twice without cause."""
    by_id: dict[str, list[Transaction]] = defaultdict(list)
    for one in outcome.transactions:
        by_id[one.message_id].append(one)
    yield from _asked_for(outcome)
    for letter in outcome.letters:
        if words := _unsent(letter, by_id.get(letter.message_id or "", [])):
            yield Finding("unsent letter", letter.about, f"{letter.kind} to {letter.to}: {words}")
    for message_id, offered in by_id.items():
        if words := _repeated(offered, outcome.struck):
            yield Finding("doubled letter", "", f"{message_id}: {words}")


def _asked_for(outcome: Outcome) -> Iterator[Finding]:
    """One letter for each line of the journal and each office that it names."""
    asked = Counter(
        (one.about, one.kind, one.round, to) for one in outcome.lines for to in set(one.to)
    )
    there = Counter((one.about, one.kind, one.round, one.to) for one in outcome.letters)
    for (about, kind, _, to), count in (asked - there).items():
        yield Finding("unsent letter", about, f"{kind} to {to}: {count} not in the outbox")
    for (about, kind, _, to), count in (there - asked).items():
        what = "false escalation" if kind == "escalated" else "doubled letter"
        yield Finding(what, about, f"{kind} to {to}: {count} letters of no line of the journal")


def _unsent(letter: Letter, offered: Sequence[Transaction]) -> str | None:
    taken = any(one.outcome == TAKEN for one in offered)
    if letter.state == "sent":
        return None if taken else "marked as sent, but no server took it"
    if letter.state == "parked":
        refused = any(one.outcome == REJECTED for one in offered)
        return None if refused else f"parked though nobody refused it: {letter.reason}"
    if letter.state == "dropped":
        return None if letter.reason else "dropped without a reason"
    return None if letter.state == "waiting" and not offered else f"left in state {letter.state}"


def _repeated(offered: Sequence[Transaction], struck: Sequence[Struck]) -> str | None:
    """Why a letter that was taken, or refused for good, should not have been offered again."""
    for before, after in pairwise(offered):
        if before.outcome in (TAKEN, REJECTED) and not _forgotten(before, struck):
            return f"{before.outcome} at {before.at:.1f}, offered again at {after.at:.1f}"
    return None


def _forgotten(taken: Transaction, struck: Sequence[Struck]) -> bool:
    """Whether something struck between the transaction and its mark."""
    return any(
        one.kind.startswith("power") or any(word in one.kind for word in FORGETS)
        for one in struck
        if one.since <= taken.at + LATEST and (one.until or taken.at) >= taken.at
    )
