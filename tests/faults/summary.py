"""What all runs came to, as the table that docs/reliability.md shows.

Owns: counting, and the words of the table.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tests.faults.deeds import DEEDS
from tests.faults.eyes import Finding
from tests.faults.eyes.finding import KINDS
from tests.faults.eyes.ladder import due_at_of
from tests.faults.ledger import KEPT, UNKNOWN
from tests.faults.outcome import Outcome
from tests.faults.plan import DUE_SECONDS, Plan
from tests.faults.post import TAKEN

Count = Callable[["Run"], Mapping[str, int]]


@dataclass(frozen=True)
class Run:
    """One run and what was found wrong with it; `seconds` of the real clock."""

    plan: Plan
    outcome: Outcome
    findings: Sequence[Finding]
    attempts: int
    seconds: float


def summary(runs: Sequence[Run]) -> Iterator[str]:
    """The table in Markdown, one row for each thing that was counted."""
    databases = sorted({run.plan.database for run in runs})
    yield f"| | {' | '.join(databases)} | together |"
    yield f"|---|{'---:|' * (len(databases) + 1)}"
    for part in (_size, _struck, _work, _wrong):
        counts = {name: Counter[str]() for name in databases}
        for run in runs:
            counts[run.plan.database].update(part(run))
        rows = dict.fromkeys(word for run in runs for word in part(run))
        for words in sorted(rows) if part is _struck else rows:
            each = [counts[name][words] for name in databases]
            yield f"| {words} | {' | '.join(map(str, [*each, sum(each)]))} |"


def _size(run: Run) -> Mapping[str, int]:
    return {
        "runs, each of a seed": 1,
        "simulated days": (run.plan.ends - run.plan.begins).days,
        "seconds": round(run.seconds),
        "**faults injected**": len(run.outcome.struck),
    }


def _struck(run: Run) -> Mapping[str, int]:
    return Counter(one.kind for one in run.outcome.struck)


def _work(run: Run) -> Mapping[str, int]:
    """What people and time did."""
    outcome = run.outcome
    outcomes = Counter(one.outcome for one in outcome.said)
    said = Counter(one.says for one in outcome.said if one.outcome == KEPT)
    return {
        "requests made": run.attempts,
        "posts answered 2xx": outcomes[KEPT],
        **{f"of them to {says}": said[says] for says in sorted(DEEDS)},
        "posts never answered": outcomes[UNKNOWN],
        "confirmed in the last seconds before the deadline": _last_seconds(outcome),
        "rungs fired": sum(bool(one.rung) for one in outcome.lines),
        "of them escalations": sum(one.kind == "escalated" for one in outcome.lines),
        "letters taken by the mail server": sum(
            one.outcome == TAKEN for one in outcome.transactions
        ),
    }


def _wrong(run: Run) -> Mapping[str, int]:
    found = Counter(one.what for one in run.findings)
    return {f"**{what}: found**": found[what] for what in KINDS}


def _last_seconds(outcome: Outcome) -> int:
    """Confirmations stamped within the seconds before their deadline that a moment lasts."""
    close = timedelta(seconds=DUE_SECONDS)
    return sum(
        one.name == "action.confirmed" and timedelta(0) < due - one.time <= close
        for one in outcome.events
        if (due := due_at_of(one, outcome.events)) is not None
    )
