"""`tindak rebuild`: every case made anew from what was said.

Owns: what is printed. Intake's feed is read in this process, so no service need run.
"""

import argparse

from launcher import desk
from launcher.backup.bring_back import open_the_feed
from services.followup.hearing.feed import app_feed
from services.followup.main import open_place
from services.followup.remaking.rebuild import rebuild
from services.intake.main import create_app


def run(argv: list[str]) -> int:
    """Fold every stream again; letters are kept, and none is sent twice."""
    argparse.ArgumentParser(prog="tindak rebuild", description=__doc__).parse_args(argv[1:])
    settings = desk.installed()
    with desk.database(settings, "registry") as registry:
        open_the_feed(registry, settings.feed_token)
    place = open_place(settings, app_feed(create_app(settings), settings.feed_token))
    for stream in sorted(place.feed.heads()):
        rebuild(place, stream)
        print(f"{stream}: made anew.")
    place.engine.dispose()
    return 0
