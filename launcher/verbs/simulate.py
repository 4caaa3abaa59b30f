"""`tindak simulate --until DATE`: what time will say if nobody does anything; writes nothing."""

import argparse

from launcher import desk
from launcher.instants import instant, shown
from services.followup.main import open_place
from services.followup.simulate import Foreseen, simulate
from shared.db import reading


def run(argv: list[str]) -> int:
    """Print the lines to come up to and including the day (or the instant)."""
    parser = argparse.ArgumentParser(prog="tindak simulate", description=__doc__)
    parser.add_argument("--until", type=instant, required=True, help="YYYY-MM-DD, or an instant")
    until = parser.parse_args(argv[1:]).until
    place = open_place(desk.installed())
    with reading(place.engine) as conn:
        found = simulate(conn, place, until)
    place.engine.dispose()
    for one in found:
        print(_told(one))
    print(f"{len(found)} lines until {shown(until)}, nothing written.")
    return 0


def _told(one: Foreseen) -> str:
    line = one.line
    level = f" level {line.level}" if line.level else ""
    to = ", ".join(line.to) or "-"
    return f"{shown(line.at)}  {one.code}  {one.unit:12}  {line.kind}{level}  → {to}"
