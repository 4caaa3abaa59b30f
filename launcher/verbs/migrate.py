"""`tindak migrate`: every database to the current schema, and the token that opens the feed.

Owns: what it prints. Where the search has no index yet, since its server lacked what it takes, that
is tried again each time.
"""

import argparse
import os

from launcher import desk, environment, migrations
from shared import config, tokens
from shared.db import writing


def run(argv: list[str]) -> int:
    """Migrate all three, and see to it that followup's token opens intake's feed."""
    argparse.ArgumentParser(prog="tindak migrate", description=__doc__).parse_args(argv[1:])
    settings = config.load(environment.settled(os.environ))
    if told := migrations.migrate(settings):
        print(told)
    with desk.database(settings, "registry") as engine, writing(engine) as conn:
        tokens.ensure(conn, settings.feed_token, "service", None, "followup reads the feed")
    print("registry, intake and followup are at the current schema.")
    return 0
