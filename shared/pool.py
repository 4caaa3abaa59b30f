"""Whether a pooled connection to PostgreSQL still leads to somebody.

Owns: looking at it when it is taken out. A server that ended, was killed or closed it has left an
end of file in the socket, which a look finds without asking; one that has been silent for as long
as the kernel waits before it probes the line is asked. So a request costs no round trip for it.
"""

import select
import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

ASK_AFTER_SECONDS = 15.0
_USED_AT = "used_at"


def watch(engine: Engine) -> None:
    """Every connection that the engine takes out from now on is looked at; where one is gone all
    are made anew."""
    gone = engine.dialect.loaded_dbapi.Error

    @event.listens_for(engine, "checkin")
    def keep(_made: Any, record: Any) -> None:
        record.info[_USED_AT] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def look(made: Any, record: Any, _proxy: object) -> None:
        used_at = record.info.get(_USED_AT)
        if used_at is None:
            return
        lately = time.monotonic() - used_at < ASK_AFTER_SECONDS
        if made.closed or ((_speaks(made) or not lately) and not _answers(made, gone)):
            raise InvalidatePoolError


def _speaks(made: Any) -> bool:
    """Whether something came that nobody asked for: the end of the line, or a notice."""
    poll = select.poll()
    poll.register(made.fileno(), select.POLLIN | select.POLLERR | select.POLLHUP)
    return bool(poll.poll(0))


def _answers(made: Any, gone: type[Exception]) -> bool:
    try:
        made.execute("SELECT 1")
        made.rollback()
    except gone:
        return False
    return True
