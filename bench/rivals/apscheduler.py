"""APScheduler 3 with its store in Redis: a scheduler in the process that does the work."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from apscheduler.jobstores.redis import RedisJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from bench.rivals import mark

NAME, BROKER = "APScheduler", True


def _settings(server: str) -> dict[str, Any]:
    path = server.removeprefix("redis+socket://").partition("?")[0]
    store = RedisJobStore(unix_socket_path=path)
    late = {"misfire_grace_time": None}
    return {"jobstores": {"default": store}, "job_defaults": late, "timezone": UTC}


def hold(server: str, instants: Sequence[float]) -> None:
    """A job for each; a scheduler that runs already would not see them."""
    scheduler = BackgroundScheduler(**_settings(server))
    scheduler.start(paused=True)
    for due in instants:
        scheduler.add_job(mark, "date", run_date=datetime.fromtimestamp(due, UTC), args=(due,))
    scheduler.shutdown()


def serve(server: str) -> None:
    """The scheduler."""
    BlockingScheduler(**_settings(server)).start()
