"""A backup is taken while people post and workers work: it is one moment of all of it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from launcher.waiting import until
from services.followup.clockwork.sweep import sweep
from services.followup.hearing.receive import catch_up
from services.followup.watch.audit import audit
from services.intake.store import tables
from shared.db import reading
from tests.backup.conftest import Empty
from tests.backup.original import Original, Place3, go_on
from tests.intake.town import KANWIL, LETTER, OMBUDSMAN, PHOTO, RUTAN, Voice


class Busy:
    """The returned installation at work: letters, evidence and a worker, as fast as they go."""

    def __init__(self, original: Original, place: Place3) -> None:
        place.bring_back(original.file)
        self.place = place
        self.followup = place.followup(original.secret)
        voices = original.story.town.voices
        app = place.apps[0]
        self.ombudsman = Voice(app.test_client(), voices[OMBUDSMAN].secret)
        self.unit = Voice(app.test_client(), voices[RUTAN].secret)
        self.answered: list[str] = []
        self.stop = threading.Event()

    @contextmanager
    def working(self) -> Iterator[None]:
        with ThreadPoolExecutor(2) as hands:
            jobs = [hands.submit(job) for job in (self._post, self._work)]
            try:
                yield
            finally:
                self.stop.set()
                for job in jobs:
                    job.result(30)

    def _post(self) -> None:
        """Each id is noted once its 2xx is here."""
        number = 0
        while not self.stop.is_set():
            number += 1
            head = {**LETTER["letter"], "number": f"BUSY/{number}"}
            body = {"letter": head, "recommendations": [LETTER["recommendations"][0]]}
            answer = self.ombudsman.post("/letters", body)
            assert answer.status_code == 201, answer.text
            about = str(answer.json["recommendations"][0]["id"]) if answer.json else ""
            photo = self.unit.upload(about, content=_photo(number))
            assert photo.status_code == 201, photo.text
            self.answered.append(about)

    def _work(self) -> None:
        while not self.stop.is_set():
            catch_up(self.followup, KANWIL)
            sweep(self.followup)


def _photo(number: int) -> bytes:
    """Another whole JPEG each time: what follows its end does no harm."""
    return PHOTO + str(number).encode()


@pytest.fixture
def busy(original: Original, twin: Empty) -> Busy:
    return Busy(original, twin())


def test_it_is_one_moment_and_has_whatever_was_answered_before(
    busy: Busy, original: Original, twin: Empty, tmp_path: Path
) -> None:
    with busy.working():
        until(lambda: len(busy.answered) >= 5, 30, "the first answers")
        for number in range(3):
            before = list(busy.answered)
            made = busy.place.back_up(tmp_path / f"{number}.tar")
    after = len(busy.answered)
    assert len(before) < after, "people went on meanwhile"
    back = twin()
    back.bring_back(tmp_path / "2.tar")
    assert back.findings() == []
    with reading(back.engines["intake"]) as conn:
        there = set(conn.execute(select(tables.recommendation.c.id)).scalars())
        files = conn.execute(select(func.count(tables.evidence.c.sha256.distinct()))).scalar_one()
    assert set(before) <= there
    assert files == made.manifest.evidence.files
    followup = back.followup(original.secret)
    go_on(followup)
    assert back.findings() == []
    assert audit(followup) == []
