"""How a long-running verb ends: Ctrl-C, SIGTERM and a closed terminal are one thing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def by_signal() -> Iterator[None]:
    """The first ending signal leaves the block as KeyboardInterrupt does; further ones are
    ignored, so that nothing is cut short while children are stopped.

    SIGINT counts also where a shell started us with it ignored, as it does in the background;
    SIGHUP then does not (nohup).
    """
    kept = {one: signal.getsignal(one) for one in ENDINGS}

    def end(_number: int, _frame: object) -> None:
        for one in ENDINGS:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    for one, before in kept.items():
        if one is not signal.SIGHUP or before is not signal.SIG_IGN:
            signal.signal(one, end)
    try:
        yield
    finally:
        for one, before in kept.items():
            signal.signal(one, before)
