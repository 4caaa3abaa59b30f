"""`tindak verify`: every event, row, journal line, deadline card and file against what was said."""

import argparse

from launcher import desk
from launcher.proof import findings


def run(argv: list[str]) -> int:
    """Answers 1 where something is not what was written; each is named, of a stream whose chain
    is broken the first event."""
    argparse.ArgumentParser(prog="tindak verify", description=__doc__).parse_args(argv[1:])
    settings = desk.installed()
    wrong = 0
    with desk.database(settings, "intake") as intake, desk.database(settings, "followup") as own:
        for finding in findings(intake, own, settings.data / "evidence"):
            wrong += finding.wrong
            print(finding.text)
    return 1 if wrong else 0
