"""What a user would take instead: each a program that holds deadlines and says when one fired.

Owns: the words that they share. A rival is a module with `NAME`, `hold(server, instants)` (called
by the measurement) and `serve(server)` (run in a process of its own, `python -m bench.rivals NAME
SERVER MARKS`). What fires writes a line to the file MARKS: the instant at which it was to, and that
at which it was on record, in seconds of the machine's clock. An escalation is worth nothing unless
it is durable, so each does the least that makes it so: before it says when, the line lies on disk.
"""

import os
import time

MARKS = "RIVAL_MARKS"


def mark(due: float) -> None:
    """It fired, and that is on disk."""
    _append(f"{os.environ[MARKS]}.record", f"{due}\n", os.O_DSYNC)
    _append(os.environ[MARKS], f"{due} {time.time()}\n")


def _append(path: str, line: str, how: int = 0) -> None:
    """One line, written at once and whole."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | how, 0o600)
    os.write(file, line.encode())
    os.close(file)
