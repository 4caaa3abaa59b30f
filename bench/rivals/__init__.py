"""What a user would take instead: each a program that holds deadlines and says when one fired.

Owns: the words that they share. A rival is a module with `NAME`, `hold(server, instants)` (called
by the measurement) and `serve(server)` (run in a process of its own, `python -m bench.rivals NAME
SERVER MARKS`). What fires writes a line to the file MARKS: the instant at which it was to, and that
at which it did, in seconds of the machine's clock.
"""

import os
import time

MARKS = "RIVAL_MARKS"


def mark(due: float) -> None:
    """It fired: one line, written at once and whole."""
    line = f"{due} {time.time()}\n".encode()
    file = os.open(os.environ[MARKS], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(file, line)
    os.close(file)
