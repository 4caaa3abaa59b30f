"""A nation with so many open cases, straight into followup's tables.

Owns: `fill` and `late`. Each kind of case is folded by the real code a few thousand times; those
are then poured out under as many ids as are asked for. Written as the real road writes them: case,
escalations, journal and states. Left out: deadline cards (each case's body has its own), letters
and deliveries, and intake's side; the streams are empty, so that what is said next is their first
event.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random

from sqlalchemy import Connection, Engine, Table, insert

from bench.nation import stories
from bench.nation.bulk import Blanks, Filled, Form, pour, pouring
from bench.nation.country import Region, office_rows, regions
from services.followup.core.rules import Rules
from services.followup.schema import metadata
from services.followup.store import decrees, rows
from services.followup.store.casebook import Step
from services.followup.store.tables import CALENDAR, case_, case_state, cursor, escalation, journal
from shared.chain import GENESIS
from shared.clock import real_now
from shared.db import reading, writing

__all__ = ["Nation", "fill", "late", "office_rows"]

KINDS_OF_CASES = 2_000
POURED: Sequence[Table] = (case_, journal, case_state, escalation)


@dataclass
class Nation:
    """`count` open cases as they stand at `now`; `made` are those made since, `late` adds them."""

    count: int
    seed: int
    now: datetime
    regions: tuple[Region, ...] = field(default_factory=regions)
    made: int = 0


def fill(engine: Engine, count: int, seed: int, now: datetime) -> Nation:
    """Make the tables where there are none, and that many open cases, of which nothing is due at
    `now`; the same seed makes the same nation."""
    nation, random = Nation(count, seed, now), Random(seed)  # noqa: S311
    metadata.create_all(engine)
    decrees.seed(engine)
    _cursors(engine, nation)
    rules = _rules(engine)
    kinds = [
        stories.drawn(random, random.choice(nation.regions), now, rules)
        for _ in range(min(count, KINDS_OF_CASES))
    ]
    with pouring(engine, POURED) as conn:
        _poured(conn, nation, kinds, count)
    return nation


def late(engine: Engine, nation: Nation, count: int, ended_on: Sequence[date]) -> None:
    """That many more open cases whose dates in force ended on those working days, by turns, and
    which no sweep has escalated yet: as after an outage."""
    random, rules = Random(nation.seed + nation.made), _rules(engine)  # noqa: S311
    kinds = [_unswept(random, nation, ended_on[n % len(ended_on)], rules) for n in range(500)]
    with writing(engine) as conn:
        _poured(conn, nation, kinds, count)


def _unswept(random: Random, nation: Nation, ended_on: date, rules: Rules) -> Step:
    """Folded up to the morning of its last day: every reminder is out, nothing else is."""
    recorded = stories.ended_on(random, random.choice(nation.regions), ended_on, rules)
    morning = datetime.combine(ended_on, time(2), UTC)
    return stories.folded(recorded, (), morning, rules)


def _rules(engine: Engine) -> Rules:
    with reading(engine) as conn:
        return Rules(decrees.calendars(conn))


def _cursors(engine: Engine, nation: Nation) -> None:
    row = {"seq": 0, "hash": GENESIS, "head": 0, "updated_at": real_now()}
    with writing(engine) as conn:
        conn.execute(insert(cursor), [{**row, "stream": CALENDAR, "known_to": None}])
        names = [region.kanwil.code for region in nation.regions]
        conn.execute(
            insert(cursor), [{**row, "stream": name, "known_to": nation.now} for name in names]
        )


def _poured(conn: Connection, nation: Nation, kinds: Sequence[Step], count: int) -> None:
    ordered = sorted(kinds, key=lambda step: step.after.sent_at)
    for table in POURED:
        forms = [_forms(conn, table, step) for step in ordered]
        pour(conn, table, _filled(nation, ordered, forms, count))
    nation.made += count


def _forms(conn: Connection, table: Table, step: Step) -> list[Form]:
    case = step.after
    made = {
        case_: lambda: [rows.case_row(case, step.wake_at)],
        escalation: lambda: [rows.escalation_row(case, one) for one in case.escalations],
        journal: lambda: [
            rows.line_row(case, n, line, line.at) for n, line in enumerate(step.lines, 1)
        ],
        case_state: lambda: [
            rows.state_row(case, n, at, state) for n, (at, state) in enumerate(step.states, 1)
        ],
    }[table]()
    return [Form(table, row, conn.dialect, "#") for row in made]


def _filled(
    nation: Nation, ordered: Sequence[Step], forms: Sequence[Sequence[Form]], count: int
) -> Filled:
    """The cases in the order in which they were sent, so that their ids rise as real ones do."""
    random = Random(nation.seed * 1_000_003 + nation.made)  # noqa: S311
    for number in range(count):
        kind = number * len(ordered) // count
        yield forms[kind], _blanks(random, ordered[kind], nation.made + number)


def _blanks(random: Random, step: Step, number: int) -> Blanks:
    """The case's own id, code and letter; its id is as `shared.ids` makes it, of a set instant."""
    millis, chance = int(step.after.sent_at.timestamp() * 1000), random.getrandbits(74)
    own = f"{millis:012x}7{chance >> 62:03x}{chance >> 48 & 0x3FFF | 0x8000:04x}"
    own += f"{chance & 0xFFFFFFFFFFFF:012x}"
    id_ = f"{own[:8]}-{own[8:12]}-{own[12:16]}-{own[16:20]}-{own[20:]}"
    stream, year = step.after.stream.removeprefix("KANWIL-"), step.after.sent_at.year
    letter = f"{own[:8]}-{own[8:12]}-7000-8000-{number // 5:012x}"
    code = f"REK-{stream}-{year}-{number:07d}"
    return (stories.ID, id_), (stories.CODE, code), (stories.LETTER, letter)
