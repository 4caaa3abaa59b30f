"""`tindak migrate`: every database to the current schema."""

import argparse
import os

from launcher import environment, migrations
from shared import config


def run(argv: list[str]) -> int:
    """Migrate all three."""
    argparse.ArgumentParser(prog="tindak migrate", description=__doc__).parse_args(argv[1:])
    settings = config.load(environment.settled(os.environ))
    migrations.migrate(settings)
    print("registry, intake and followup are at the current schema.")
    return 0
