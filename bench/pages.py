"""Server time of the pages with many recommendations: p50 and p95 of each, over HTTP.

Owns: what is in the house (letters of five hundred recommendations, a third of them late, some
confirmed), which pages are opened by whom, and the bound.
"""

import json
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy import select
from urllib3.filepost import encode_multipart_formdata
from werkzeug.test import Client

from bench.figures import median, percentile
from bench.house import ENGINES, House, house
from bench.load import Load, Request
from bench.sessions import session
from bench.verdict import Row, flags, told
from launcher.places import ROOT
from services.followup.clockwork import sweep
from services.followup.hearing import receive
from services.followup.hearing.feed import app_feed
from services.followup.main import create_app as followup
from services.followup.main import open_place
from services.followup.search import words
from services.followup.store import tables
from services.intake.main import create_app
from shared import config, gateway, tokens
from shared.clock import real_now
from shared.cookies import SESSION
from shared.db import open_engine, reading, writing
from tests.servers.valkey import Valkey

MOST_MS, EACH_LETTER, STREAM = 50.0, 500, "KANWIL-BABEL"
LETTER = json.loads((ROOT / "data" / "letter-babel-2022.json").read_text())
PHOTO = (ROOT / "data" / "demo-sop-kunjungan.jpg").read_bytes()
SERVICES = ("kunjungan", "pengaduan", "informasi", "remisi", "integrasi", "makanan")
UNIT, KANWIL, OMBUDSMAN, DIRECTORATE = "RT-MTK", STREAM, "OMBUDSMAN-BABEL", "DITJENPAS"
UNITS = ("RT-MTK", "LP-SGL", "LPKA-PGK", "LPP-PGK")
TODAY = real_now().date()


@dataclass(frozen=True)
class Things:
    """What the pages' addresses name."""

    code: str
    late: str
    escalation: str
    letter: str
    confirmed: str

    def pages(self) -> Iterator[tuple[str, str]]:
        """Whose browser opens what."""
        for path in (
            "/tugas", "/tugas/menunggu", "/tugas/arsip", f"/rekomendasi/{self.code}",
            f"/tugas?pada={TODAY - timedelta(days=2)}",
        ):  # fmt: skip
            yield UNIT, path
        for path in (
            "/eskalasi", f"/eskalasi/{self.escalation}", "/register", "/register?q=kunjungan",
            "/register?timeliness=overdue&unit=LP-SGL", f"/wilayah/{KANWIL}", "/perkiraan",
            f"/rekomendasi/{self.late}", f"/register?pada={TODAY - timedelta(days=7)}",
            f"/wilayah/{KANWIL}?pada={TODAY - timedelta(days=7)}",
        ):  # fmt: skip
            yield KANWIL, path
        for path in (
            "/verifikasi", "/surat", f"/surat/{self.letter}", "/surat/baru", "/register",
            f"/penilaian/{self.confirmed}",
        ):  # fmt: skip
            yield OMBUDSMAN, path
        yield DIRECTORATE, "/wilayah"


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a p95 is above 50 ms."""
    parser = flags("pages", __doc__ or "", rounds=1)
    parser.add_argument("--count", type=int, default=10_000, help="recommendations (10,000)")
    parser.add_argument("--each", type=int, default=60, help="times that each page is opened (60)")
    asked = parser.parse_args(argv)
    rows = [
        _row(engine, *found)
        for engine in asked.engine or ENGINES
        for found in _measured(engine, asked.count, asked.each)
    ]
    return told("pages", rows, rounds=asked.rounds, json=asked.json)


def _row(engine: str, page: str, p50: float, p95: float, cpu: float) -> Row:
    ours = f"p50 {p50:.0f}, p95 {p95:.0f} ms"
    spent = f"processor {cpu:.1f} ms"
    return Row(f"{engine} {page}", ours, spent, None, "p95 < 50 ms", p95 < MOST_MS)


def _measured(engine: str, count: int, each: int) -> list[tuple[str, float, float, float]]:
    valkey = Valkey()
    try:
        with (
            house(engine, f"redis+socket://{valkey.socket}", programs=1) as made,
            Load("127.0.0.1", made.port) as load,
        ):
            things = _filled(made, load, count)
            cpu = _Cpu(made)
            return [_timed(load, made, cpu, who, path, each) for who, path in things.pages()]
    finally:
        valkey.close()


class _Cpu:
    """Both services once more, in this process: what a page costs the processor, whatever else
    the machine does."""

    def __init__(self, made: House) -> None:
        settings = config.load(made.environment)
        said = create_app(settings)
        timed = followup(settings, app_feed(said, settings.feed_token))
        self._both = gateway.dispatch({gateway.INTAKE: said, gateway.FOLLOWUP: timed})

    def of(self, request: Request, each: int) -> float:
        """The median of its milliseconds."""
        client, spent = Client(self._both, use_cookies=False), []
        for _ in range(each):
            begun = time.process_time()
            client.get(request.path, headers=request.headers)
            spent.append((time.process_time() - begun) * 1000)
        return median(spent)


def _timed(  # noqa: PLR0917  (what is opened by whom)
    load: Load, made: House, cpu: _Cpu, who: str, path: str, each: int
) -> tuple[str, float, float, float]:
    request = Request("GET", path, headers={"Cookie": f"{SESSION}={session(made, who)}"})
    load.run([[request] * 5])  # what is done for the first time counts for nobody
    spent = load.run([[request] * each])
    name = f"{path[:44]} ({who})"
    return name, percentile(spent, 0.5), percentile(spent, 0.95), cpu.of(request, 10)


def _filled(made: House, load: Load, count: int) -> Things:
    """Posts it all, lets followup hear it and time speak; answers what is in it."""
    settings = config.load(made.environment)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    letters = [
        _post(load, made.tokens[0], "/letters", _letter(number, EACH_LETTER))
        for number in range(-(-count // EACH_LETTER))
    ]
    fresh = [one for told in letters[1::3] for one in told["recommendations"]]
    ours = [one["id"] for one in fresh if one["unit"] == UNIT]
    _confirm(made, load, ours[: count // 50])
    app = create_app(settings)
    registry = app.extensions["tindak"].engines.registry
    with writing(registry) as conn:
        tokens.ensure(conn, settings.feed_token, "service", None, "followup reads the feed")
    place = open_place(settings, app_feed(app, settings.feed_token))
    receive.catch_up(place, STREAM)
    while sweep.sweep(place):
        pass
    words.index(place.engine)
    with reading(place.engine) as conn:
        row = conn.execute(select(tables.escalation).limit(1)).one()
        late = tables.case_.c.recommendation_id == row.recommendation_id
        code = conn.execute(select(tables.case_.c.code).where(late)).scalar_one()
    app.extensions["publisher"].stop(0)
    mine = next(one["code"] for one in fresh if one["unit"] == UNIT)
    return Things(mine, code, row.id, letters[0]["id"], ours[0])


def _letter(number: int, count: int) -> Mapping[str, Any]:
    """One of three is so old that its recommendations are late."""
    day = TODAY - timedelta(days=60 if number % 3 == 0 else 7)
    head = {**LETTER["letter"], "number": f"UKUR/{number}", "date": day.isoformat()}
    points = [_point(n, day) for n in range(count)]
    return {"letter": head, "recommendations": points}


def _point(number: int, day: date) -> Mapping[str, Any]:
    point = LETTER["recommendations"][number % len(LETTER["recommendations"])]
    service = SERVICES[number // len(UNITS) % len(SERVICES)]
    unit = UNITS[number % len(UNITS)]
    return {**point, "unit": unit, "service": service, "received_on": day.isoformat()}


def _confirm(made: House, load: Load, about: Sequence[str]) -> None:
    with writing(open_engine(config.load(made.environment).registry_url)) as conn:
        token = tokens.create(conn, "unit", UNIT, "bench")
    today = TODAY.isoformat()
    for one in about:
        parts = {"kind": "photo", "taken_on": today, "place": "Ruang pelayanan"}
        body, kind = encode_multipart_formdata({**parts, "file": ("a.jpg", PHOTO, "image/jpeg")})
        path = f"/recommendations/{one}"
        evidence = _post(load, token, f"{path}/evidence", body, kind)["id"]
        said = {"description": "Dipasang.", "completed_on": today, "extent": "full"}
        _post(load, token, f"{path}/actions", {**said, "evidence": [evidence]})


def _post(
    load: Load, token: str, path: str, body: Any, kind: str = "application/json"
) -> Mapping[str, Any]:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    headers["Idempotency-Key"] = uuid4().hex
    answer = load.ask(Request("POST", f"/api/v1{path}", sent, headers, 201))
    told: Mapping[str, Any] = json.load(BytesIO(answer))
    return told
