"""Followup as processes: real workers and beats over a real broker, beside the real intake."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import func, select
from werkzeug.serving import make_server

from launcher import migrations, tether, waiting
from services.followup.hearing.feed import app_feed
from services.followup.main import open_place
from services.followup.store import tables
from services.followup.watch.audit import Finding, audit
from services.intake.main import create_app as create_intake
from shared import config, offices, tokens
from shared.clock import AnchoredClock
from shared.db import open_engine, reading, writing
from shared.ids import new_id
from tests.conftest import FreshUrl
from tests.followup.house import CSV
from tests.followup.town import WIB
from tests.servers.places import free_port
from tests.servers.valkey import Valkey

FEED_TOKEN, SECRET = "f" * 40, "k" * 40
START = "2022-01-25T09:00:00+07:00@0"
UNIT = "LP-SGL"


class Workers:
    """The town: its offices' tokens, its clock, its broker, and the processes that are running."""

    def __init__(self, url: FreshUrl, folder: Path, valkey: Valkey) -> None:
        self.valkey = valkey
        self.folder = folder
        self.port = free_port()
        self.environment = environment(url, folder, valkey, self.port)
        self.settings = config.load(self.environment)
        migrations.migrate(self.settings)
        self.clock = self.settings.clock
        self.registry = open_engine(self.settings.registry_url)
        with writing(self.registry) as conn:
            offices.import_offices(conn, offices.read_csv(CSV))
            tokens.ensure(conn, FEED_TOKEN, "service", None, "feed")
            self.ombudsman = tokens.create(conn, "ombudsman", "OMBUDSMAN-BABEL", "")
            self.unit = tokens.create(conn, "unit", UNIT, "")
        self.intake = create_intake(self.settings)
        self.place = open_place(self.settings, app_feed(self.intake, FEED_TOKEN))
        self.running: list[subprocess.Popen[bytes]] = []

    def on(self, text: str) -> None:
        """Move everybody's clock."""
        assert isinstance(self.clock, AnchoredClock)
        self.clock.set(datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC), 0.0)

    def start(self, verb: str, *flags: str) -> "subprocess.Popen[bytes]":
        """A worker or a beat."""
        command = [sys.executable, "-m", "launcher", verb, *flags]
        with (self.folder / f"{verb}.log").open("ab") as log:
            process = tether.start(command, environment=self.environment, output=log)
        self.running.append(process)
        return process

    def record(self, number: int) -> list[str]:
        """A letter with so many recommendations to one unit; answers their ids."""
        one = {
            "unit": UNIT,
            "service": "kunjungan",
            "components": ["jangka_waktu"],
            "finding": "…",
            "text": "…",
            "severity": "sedang",
            "received_on": "2022-01-25",
        }
        letter = {
            "number": new_id(),
            "date": "2022-01-25",
            "instrument": "saran",
            "activity": "…",
            "issuer": "…",
            "subject": "…",
            "legal_basis": ["…"],
        }
        body = {"letter": letter, "recommendations": [one] * number}
        answer = self.post(self.ombudsman, "/letters", json=body)
        return [each["id"] for each in answer["recommendations"]]

    def confirm(self, recommendation_id: str) -> None:
        """The unit confirms, with a photo."""
        path = f"/recommendations/{recommendation_id}"
        photo = (Path(__file__).parents[2] / "data" / "demo-sop-kunjungan.jpg").open("rb")
        form = {"kind": "photo", "taken_on": "2022-02-14", "place": "…", "file": photo}
        evidence = self.post(self.unit, f"{path}/evidence", data=form)
        body = {"description": "…", "completed_on": "2022-02-14", "extent": "full"}
        self.post(self.unit, f"{path}/actions", json={**body, "evidence": [evidence["id"]]})

    def post(self, token: str, path: str, **what: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        answer = self.intake.test_client().post(f"/api/v1{path}", headers=headers, **what)
        assert answer.status_code == 201, answer.text
        return answer.json

    def cases(self) -> int:
        with reading(self.place.engine) as conn:
            found: int = conn.execute(select(func.count()).select_from(tables.case_)).scalar_one()
        return found

    def fired(self, rung: str) -> list[str]:
        """Whose journal has the rung, each as often as it is there."""
        table = tables.journal
        query = select(table.c.recommendation_id).where(table.c.rung == rung)
        with reading(self.place.engine) as conn:
            return sorted(conn.execute(query).scalars())

    def await_fired(self, rung: str, number: int, seconds: float = 30) -> None:
        waiting.until(lambda: len(self.fired(rung)) >= number, seconds, f"{number} × {rung}")

    def audit(self) -> list[Finding]:
        return audit(self.place)

    def close(self) -> None:
        for process in self.running:
            tether.stop(process, signal.SIGTERM, 3)
        self.intake.extensions["publisher"].stop()
        self.place.engine.dispose()
        self.registry.dispose()
        engines = self.intake.extensions["tindak"].engines
        engines.registry.dispose()
        engines.own.dispose()


@contextmanager
def workers(url: FreshUrl, folder: Path, valkey: Valkey) -> Iterator[Workers]:
    """The town, with intake answering over HTTP."""
    town = Workers(url, folder, valkey)
    server = make_server("127.0.0.1", town.port, town.intake, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield town
    finally:
        town.close()
        server.shutdown()
        server.server_close()
        thread.join(5)


def environment(url: FreshUrl, folder: Path, valkey: Valkey, port: int) -> dict[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "TINDAK_ENV": "test",
        "TINDAK_DATA": str(folder),
        "TINDAK_REGISTRY_DATABASE_URL": url(),
        "TINDAK_INTAKE_DATABASE_URL": url(),
        "TINDAK_FOLLOWUP_DATABASE_URL": url(),
        "TINDAK_BROKER_URL": valkey.url,
        "TINDAK_SECRET_KEY": SECRET,
        "TINDAK_FEED_TOKEN": FEED_TOKEN,
        "TINDAK_INTAKE_URL": f"http://127.0.0.1:{port}",
        "TINDAK_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TINDAK_CLOCK": START,
    }
