"""`tindak audit [--as-of INSTANT]`: whether everything fired that should have, once and in time.

Owns: what is printed. Intake's feed is read in this process, so no service need run.
"""

import argparse

from launcher import desk
from launcher.instants import instant, shown
from services.followup.audit import Finding, audit
from services.followup.feed import app_feed
from services.followup.main import open_place
from services.intake.main import create_app


def run(argv: list[str]) -> int:
    """Answers 1 where something is missing, early, late or unfounded; each is printed."""
    parser = argparse.ArgumentParser(prog="tindak audit", description=__doc__)
    parser.add_argument("--as-of", type=instant, help="an instant, or YYYY-MM-DD to its end")
    as_of = parser.parse_args(argv[1:]).as_of
    settings = desk.installed()
    place = open_place(settings, app_feed(create_app(settings), settings.feed_token))
    found = audit(place, as_of)
    place.engine.dispose()
    for one in found:
        print(_told(one))
    print(f"{len(found)} findings.")
    return 1 if found else 0


def _told(one: Finding) -> str:
    if not one.rung:
        return f"{one.wrong}: {one.stream} {one.recommendation_id}"
    should = f"should be {shown(one.expected_at)}" if one.expected_at else "should not be"
    did = f"is {shown(one.found_at)}" if one.found_at else "is not there"
    rung = f"{one.rung}, round {one.round}"
    return f"{one.wrong}: {one.stream} {one.recommendation_id} {rung}: {should}, {did}"
