"""Waiting for a process to become ready, in real time."""

import time
from collections.abc import Callable
from datetime import timedelta

from launcher.oneline import OneLine
from shared.clock import real_now

STEP = 0.02


class TooLong(OneLine):
    """What was waited for did not come in time."""


def until(ready: Callable[[], bool], seconds: float, what: str) -> None:
    """Return as soon as `ready()` is true; raises TooLong naming `what` after `seconds`."""
    end = real_now() + timedelta(seconds=seconds)
    while not ready():
        if real_now() > end:
            raise TooLong(f"{what} was not ready within {seconds:g} s.")
        time.sleep(STEP)
