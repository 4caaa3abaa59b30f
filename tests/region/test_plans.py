"""Lists, counts and the region's figures are answered by indexes, on both engines: none of them
passes over all cases."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text

from services.followup.core.policy import DEFAULT
from services.followup.looking import queues, register
from services.followup.looking.queues import Sight
from services.followup.looking.register import Asked
from services.followup.region import ahead, counts, quarters
from services.followup.search import words
from services.followup.store import cursors, tables
from shared.db import reading, writing
from tests.followup.test_cost import explained, row, statements
from tests.followup.town import BABEL, WIB, Town

NOW = datetime(2022, 4, 1, tzinfo=WIB)
MANY, UNITS = 4_000, 40
KANWIL, NATION = {"kanwil": BABEL}, dict[str, str]()
STATUSES = ("sent", "received", "awaiting_verification", "returned", "implemented")
HERE = counts.Where(KANWIL)
OPEN = frozenset({"sent", "received", "returned"})


def listed(exact: dict[str, str], **asked: Any) -> Callable[[Connection], object]:
    wanted = Asked(exact, **asked)
    return lambda conn: register.candidates(conn, wanted, "", 51, now=NOW, policy=DEFAULT)


def counted(exact: dict[str, str], **asked: Any) -> Callable[[Connection], object]:
    wanted = Asked(exact, **asked)
    return lambda conn: register.count(conn, wanted, now=NOW, policy=DEFAULT)


SUBMITTED = {"status": "awaiting_verification", "order": "submitted"}
LOOKS: dict[str, Callable[[Connection], object]] = {
    "the register": listed(NATION),
    "a Kanwil's register": listed(KANWIL),
    "its newest": listed(KANWIL, order="newest"),
    "what is due first": listed(KANWIL, order="due"),
    "the overdue": listed(KANWIL, timeliness="overdue"),
    "at level 3": listed({"ombudsman": "O"}, level=3, among=OPEN),
    "a search": listed(KANWIL, q="kunjungan"),
    "to verify": listed({"ombudsman": "O"}, **SUBMITTED),
    "a unit's tasks": listed({"unit": "U1", **KANWIL}, among=OPEN, order="due"),
    "the number of all": counted(NATION),
    "the number of a Kanwil": counted(KANWIL),
    "the number of the overdue": counted(KANWIL, timeliness="overdue"),
    "the number to verify": counted({"ombudsman": "O"}, status="awaiting_verification"),
    "the number with a word": counted(KANWIL, q="kunjungan"),
    "what is behind": lambda conn: register.behind(conn, KANWIL, NOW),
    "the grid": lambda conn: counts.grid(conn, counts.UNIT, HERE, NOW),
    "what comes": lambda conn: counts.coming(conn, HERE, NOW, 50),
    "the forecast": lambda conn: ahead.part(conn, HERE, NOW - timedelta(days=9), "", 25),
    "the quarters": lambda conn: quarters.tallied(conn, HERE, last_quarters(), NOW),
    "the queue": lambda conn: queues.undecided(conn, Sight(KANWIL), "", 30),
}


def last_quarters() -> list[quarters.Quarter]:
    return quarters.last(6, NOW.date(), "Asia/Jakarta")


@pytest.fixture
def crowded(town: Town) -> Town:
    """Many cases of forty units, closed ones among them, and few of which time speaks."""
    engine = town.place.engine
    with writing(engine) as conn:
        conn.execute(insert(tables.case_), [varied(number) for number in range(MANY)])
        words.keep_all(conn)
    words.index(engine)
    cursors.opened(engine, BABEL)
    if engine.dialect.name == "postgresql":
        with engine.connect() as conn:
            conn.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    return town


def varied(number: int) -> dict[str, Any]:
    status = STATUSES[number % len(STATUSES)]
    due_at = NOW + timedelta(hours=number % 2_000 - 200)
    done = due_at - timedelta(days=3) if status in STATUSES[2::2] else None
    return {
        **row(number),
        "unit": f"U{number % UNITS}",
        "status": status,
        "level": 3 if number % 100 == 0 else 0,
        "due_at": due_at,
        "submitted_at": done,
        "closed_at": done if status == "implemented" else None,
        "next_at": NOW + timedelta(hours=number - 2),
        "search": f"rek-{number:05}\nsop kunjungan" if number % 2 else f"rek-{number:05}",
        "kanwil": BABEL if number % 4 == 0 else f"KANWIL-{number % 4}",
        "body": {"long": "".join(sha256(b"%d %d" % (number, n)).hexdigest() for n in range(24))},
    }


def test_no_look_passes_over_all_cases(crowded: Town) -> None:
    wrong = {}
    with reading(crowded.place.engine) as conn:
        if conn.dialect.name == "postgresql":  # which finds four thousand few enough to read
            conn.execute(text("SET LOCAL enable_seqscan = off"))
        for name, look in LOOKS.items():
            with statements(conn) as asked:
                look(conn)
            for statement, values in asked:
                if "case_" in statement and (found := passes(explained(conn, statement, values))):
                    wrong[name] = found
    assert not wrong, "\n\n".join(f"{name}:\n{found}" for name, found in wrong.items())


LED: dict[str, tuple[str, Callable[[Connection], object]]] = {
    "what was late": ("case_late", listed(NATION, timeliness="late")),
    "the number of what was late": ("case_late", counted(NATION, timeliness="late")),
    "the number due soon": (r"case_\w*due", counted(NATION, timeliness="due_soon")),
    "the number not started": (
        "case_dateless|case_.*due",
        counted(NATION, timeliness="not_started"),
    ),
    "what has no date": ("case_dateless|case_due_at", listed(NATION, timeliness="no_deadline")),
    "the number of a service": ("case_kind", counted({"service": "s"})),
}


def test_the_nation_is_told_by_the_index_of_what_is_asked(crowded: Town) -> None:
    with reading(crowded.place.engine) as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SET LOCAL enable_seqscan = off"))
        for name, (index, look) in LED.items():
            with statements(conn) as asked:
                look(conn)
            plans = [explained(conn, *one) for one in asked if "case_" in one[0]]
            assert any(re.search(index, plan) for plan in plans), "\n\n".join([name, *plans])


def passes(plan: str) -> str:
    """The plan, where it reads every case."""
    whole = re.search(r"Seq Scan on case_( |\b)|SCAN case_(?! USING| VIRTUAL)\b", plan)
    return plan if whole else ""
