"""procrastinate: a row of PostgreSQL for each deadline, which a worker looks for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

from procrastinate import App, BaseConnector, PsycopgConnector, SyncPsycopgConnector

from bench.rivals import mark

NAME, BROKER = "procrastinate", False
AT_ONCE = 1_000


def _app(connector: BaseConnector) -> App:
    app = App(connector=connector)
    app.task(name="mark")(mark)
    return app


def hold(server: str, instants: Sequence[float]) -> None:
    """A job for each."""
    connector = SyncPsycopgConnector(conninfo=server)
    with _app(connector).open() as app:
        if not app.check_connection():
            app.schema_manager.apply_schema()
        for due, those in groupby(instants):
            jobs = [{"due": each} for each in those]
            task = app.configure_task("mark", schedule_at=datetime.fromtimestamp(due, UTC))
            for begin in range(0, len(jobs), AT_ONCE):
                task.batch_defer(*jobs[begin : begin + AT_ONCE])


def serve(server: str) -> None:
    """A worker."""
    _app(PsycopgConnector(conninfo=server)).run_worker(concurrency=4)
