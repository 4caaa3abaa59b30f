"""`tindak verify`: every event, row, journal line, deadline card and file against what was said.

With anchors that somebody noted outside, the chains must pass through them too.
"""

import argparse
from pathlib import Path

from launcher import anchors, desk
from launcher.anchors import Anchor
from launcher.oneline import OneLine
from launcher.proof import findings


class NoSuchFile(OneLine):
    """A file that was named cannot be read."""


def run(argv: list[str]) -> int:
    """Answers 1 where something is not what was written; each is named, of a stream whose chain
    is broken the first event."""
    noted = _noted(argv[1:])
    settings = desk.installed()
    wrong = 0
    with desk.database(settings, "intake") as intake, desk.database(settings, "followup") as own:
        for finding in findings(intake, own, settings.data / "evidence", noted):
            wrong += finding.wrong
            print(finding.text)
    return 1 if wrong else 0


def _noted(argv: list[str]) -> list[Anchor]:
    parser = argparse.ArgumentParser(prog="tindak verify", description=__doc__)
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="SERVICE/STREAM:SEQ:HASH",
        help="a head that somebody noted outside; repeatable",
    )
    parser.add_argument(
        "--anchors",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a text with such heads, as the weekly letter has them; repeatable",
    )
    asked = parser.parse_args(argv)
    texts = [*asked.anchor, *map(_text, asked.anchors)]
    return [one for text in texts for one in anchors.read(text)]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise NoSuchFile(f"{path} cannot be read ({error.strerror}).") from error
