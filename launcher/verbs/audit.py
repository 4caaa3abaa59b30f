"""`tindak audit`: whether everything fired that should have, once and in time.

Owns: what is printed. Intake's feed is read in this process, so no service need run. A certificate
is checked without any installation.
"""

import argparse
from pathlib import Path

from launcher import certificates, desk
from launcher.instants import instant, shown
from services.followup.hearing.feed import app_feed
from services.followup.main import open_place
from services.followup.watch.audit import Finding, audit
from services.intake.main import create_app


def run(argv: list[str]) -> int:
    """Answers 1 where something is wrong; each is printed."""
    asked = _asked(argv[1:])
    if asked.certificate:
        return certificates.check(asked.certificate, asked.key)
    settings = desk.installed()
    place = open_place(settings, app_feed(create_app(settings), settings.feed_token))
    try:
        if asked.certify:
            return certificates.certify(settings, place)
        found = audit(place, asked.as_of)
    finally:
        place.engine.dispose()
    for one in found:
        print(_told(one))
    print(f"{len(found)} findings.")
    return 1 if found else 0


def _asked(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tindak audit", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--as-of", type=instant, help="an instant, or YYYY-MM-DD to its end")
    what.add_argument("--certify", action="store_true", help="sign and keep another certificate")
    what.add_argument(
        "--certificate",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="check certificates as the API gives them, and that they form one chain",
    )
    parser.add_argument("--key", help="the public key that must have signed the certificate")
    asked = parser.parse_args(argv)
    if asked.key and not asked.certificate:
        parser.error("--key belongs to --certificate")
    return asked


def _told(one: Finding) -> str:
    if not one.rung:
        return f"{one.wrong}: {one.stream} {one.recommendation_id}".rstrip()
    should = f"should be {shown(one.expected_at)}" if one.expected_at else "should not be"
    did = f"is {shown(one.found_at)}" if one.found_at else "is not there"
    rung = f"{one.rung}, round {one.round}"
    return f"{one.wrong}: {one.stream} {one.recommendation_id} {rung}: {should}, {did}"
