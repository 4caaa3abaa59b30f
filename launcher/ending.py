"""How a long-running verb ends: Ctrl-C, SIGTERM and a closed terminal are one thing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def by_signal() -> Iterator[None]:
    """The first ending signal leaves the block as KeyboardInterrupt does; further ones are
    ignored, so that nothing is cut short while children are stopped."""

    def end(_number: int, _frame: object) -> None:
        for one in ENDINGS:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    for one in ENDINGS:
        signal.signal(one, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
