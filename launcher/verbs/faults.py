"""`tindak faults`: for maintainers: people at work while everything breaks, and what came of it.

Owns: what the verb takes; plan, faults and judgement stand in tests/faults.
"""

import os
import sys
from typing import NoReturn

from launcher import debian

USAGE = """\
usage: tindak faults [--seed N | --seeds FIRST-LAST] [--minutes M] [--database sqlite|postgresql]
                     [--size long|short] [--plan] [--quiet]

Real processes on a simulated clock, generated people, and faults drawn from the seed; then every
promise, escalation, chain and letter is judged. Without --database each seed runs on both.
  --minutes M  go on with the next seeds for so long
  --plan       print what people will do and what will break, and do nothing
  --quiet      do not tell each moment and each fault
Exit 1 names the seed, the case and its story."""


def run(argv: list[str]) -> int:
    """Answers 0 where nothing was missed, doubled, lost or broken; 1 where something was."""
    asked = argv[1:]
    if not {"--help", "-h"} & set(asked):
        if "--plan" not in asked:
            debian.fetch(os.environ)
        _become(asked)
    print(USAGE)
    return 0


def _become(asked: list[str]) -> NoReturn:
    """The harness itself: Ctrl-C ends it in its own order, and it tells what it has done."""
    command = [sys.executable, "-P", "-m", "tests.faults", *asked]
    os.execv(command[0], command)  # noqa: S606  (ourselves)
