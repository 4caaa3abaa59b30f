"""`tindak simulate --until DATE`: what time will say if nobody does anything; writes nothing."""

import argparse
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from launcher import desk
from services.followup.main import open_place
from services.followup.simulate import Foreseen, simulate
from shared.db import reading

# The last of Indonesia's three zones in which a day ends.
WIB = ZoneInfo("Asia/Jakarta")


def run(argv: list[str]) -> int:
    """Print the lines to come up to and including the day (or the instant)."""
    parser = argparse.ArgumentParser(prog="tindak simulate", description=__doc__)
    parser.add_argument(
        "--until", type=day_or_instant, required=True, help="YYYY-MM-DD, or an instant"
    )
    until = parser.parse_args(argv[1:]).until
    place = open_place(desk.settings())
    with reading(place.engine) as conn:
        found = simulate(conn, place, until)
    place.engine.dispose()
    for one in found:
        print(_shown(one))
    print(f"{len(found)} lines until {until.astimezone(WIB):%Y-%m-%d %H.%M} WIB, nothing written.")
    return 0


def day_or_instant(text: str) -> datetime:
    """An instant as it is; a date as its last instant."""
    if "T" not in text:
        midnight = datetime.combine(date.fromisoformat(text), datetime.min.time(), WIB)
        return (midnight + timedelta(days=1)).astimezone(UTC)
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=WIB)


def _shown(one: Foreseen) -> str:
    line = one.line
    at = f"{line.at.astimezone(WIB):%Y-%m-%d %H.%M}"
    level = f" level {line.level}" if line.level else ""
    return f"{at} WIB  {one.code}  {one.unit:12}  {line.kind}{level}  → {', '.join(line.to) or '-'}"
