"""`tindak prepare`: what the embedded default needs before it serves.

Owns: the first administrator's account, whose password is kept in the data folder, and the first
calendar: whoever makes it imports the package that knows the holidays, which is large.
"""

import argparse
import os

from launcher import desk, environment, places
from launcher.installation import ADMIN, ADMIN_PASSWORD
from launcher.verbs import migrate
from services.followup.store import decrees
from shared import accounts, config
from shared.db import writing


def run(argv: list[str]) -> int:
    """Migrate, and make the account unless it is there."""
    argparse.ArgumentParser(prog="tindak prepare", description=__doc__).parse_args(argv[1:])
    migrate.run([argv[0]])
    settings = config.load(environment.settled(os.environ))
    with desk.database(settings, "registry") as engine, writing(engine) as conn:
        if accounts.lookup(conn, ADMIN) is None:
            password = places.secret(settings.data, ADMIN_PASSWORD)
            accounts.create(conn, ADMIN, "Administrator", password, admin=True)
    with desk.database(settings, "followup") as engine:
        decrees.seed(engine)
    return 0
