"""Letters are posted while a file is imported: neither waits for the other for long, neither fails,
and the import takes into account what came while its file was checked."""

import csv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import text

from launcher import waiting
from services.intake import imports
from services.intake.imports import BadRows
from services.intake.posting import Posted
from shared import registry
from shared.clock import HandClock
from shared.db import open_engine, reading
from tests.intake.town import LETTER, OMBUDSMAN, Town

HEAD, POINT = LETTER["letter"], LETTER["recommendations"][0]
PATIENCE = 20
_WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
              " AND wait_event_type = 'Lock'")  # fmt: skip


class Meanwhile(HandClock):
    """A clock that is read while a file is checked: then something else happens, once."""

    def __init__(self, instant: datetime, deed: Callable[[], object]) -> None:
        super().__init__(instant)
        self._deeds = [deed]

    def now(self) -> datetime:
        if self._deeds:
            self._deeds.pop()()
        return self.instant

    def at(self, real: datetime) -> datetime:
        return self.now()


def sheet(folder: Path, *letters: tuple[str, str]) -> Path:
    """A file of letters, of one recommendation each, by their numbers and dates."""
    path, listed = folder / "letters.csv", ("legal_basis", "components")
    with path.open("w", newline="") as file:
        table = csv.DictWriter(file, [*HEAD, *POINT])
        table.writeheader()
        for number, day in letters:
            row = {**HEAD, **POINT, "number": number, "date": day, "received_on": day}
            table.writerow({**row, **{name: "|".join(row[name]) for name in listed}})
    return path


def imported(town: Town, path: Path, deed: Callable[[], object]) -> list[Posted]:
    """What an import records during whose check `deed` is done; as another process would do it,
    on connections of its own."""
    engine = open_engine(town.settings.intake_url_db)
    clock = Meanwhile(town.clock.instant, deed)
    try:
        return list(imports.each(engine, clock, book(town), imports.read(path)))
    finally:
        engine.dispose()


def book(town: Town) -> registry.Book:
    with reading(town.app.extensions["tindak"].engines.registry) as conn:
        return registry.book(conn)


def letter(number: str, day: str = "2022-01-25") -> dict[str, Any]:
    return {
        "letter": {**HEAD, "number": number, "date": day},
        "recommendations": [{**POINT, "received_on": day}],
    }


def test_a_post_need_not_wait_for_the_check_of_a_file(town: Town, tmp_path: Path) -> None:
    said: list[int] = []

    def post() -> None:
        answer = town.voice(OMBUDSMAN).post("/letters", letter("N/1", "2022-01-24"))
        said.append(answer.status_code)

    [one] = imported(town, sheet(tmp_path, ("N/2", "2022-01-25")), post)
    assert said == [201]
    assert one.recommendations[0].code == "REK-BABEL-2022-0002"
    assert one.recommendations[0].repeat_of == "REK-BABEL-2022-0001"


def test_a_number_that_is_taken_during_the_check_is_a_fault_of_its_row(
    town: Town, tmp_path: Path
) -> None:
    path = sheet(tmp_path, ("N/1", "2022-01-24"), ("N/2", "2022-01-25"))
    with pytest.raises(BadRows) as raised:
        imported(town, path, lambda: town.letter(**letter("n/2")))
    assert [(one.row, one.column) for one in raised.value.faults] == [(3, "number")]
    assert town.count("letter") == 1


def test_what_was_withdrawn_during_the_check_is_not_repeated(town: Town, tmp_path: Path) -> None:
    first = town.first()

    def withdraw() -> None:
        body = {"reason": "Keliru."}
        answer = town.voice(OMBUDSMAN).post(f"/recommendations/{first}/withdrawal", body)
        assert answer.status_code == 201

    [one] = imported(town, sheet(tmp_path, ("N/2", "2022-01-25")), withdraw)
    assert one.recommendations[0].repeat_of is None


def test_an_import_and_a_letter_of_another_year_wait_for_each_other_in_one_order(
    town: Town, tmp_path: Path
) -> None:
    """A letter takes its year's counter, then the stream. An import that took the stream with its
    first letter, and the counter of another year with its second, would never end beside it."""
    engine = open_engine(town.settings.intake_url_db)
    if engine.dialect.name == "sqlite":
        engine.dispose()
        pytest.skip("SQLite has one lock")
    town.letter(**letter("N/0"))
    path = sheet(tmp_path, ("N/1", "2021-12-01"), ("N/2", "2022-01-25"))
    begun, goes_on = Event(), Event()

    def importing() -> list[Posted]:
        found = []
        for one in imports.each(engine, town.clock, book(town), imports.read(path)):
            found.append(one)
            begun.set()
            assert goes_on.wait(PATIENCE)
        return found

    def waits() -> bool:
        with reading(engine) as conn:
            return bool(conn.execute(_WAITS).scalar_one())

    with ThreadPoolExecutor(2) as pool:
        file = pool.submit(importing)
        assert begun.wait(PATIENCE)
        beside = pool.submit(town.voice(OMBUDSMAN).post, "/letters", letter("N/3"))
        try:
            waiting.until(waits, PATIENCE, "the letter")
        finally:
            goes_on.set()
        assert len(file.result(PATIENCE)) == 2
        assert beside.result(PATIENCE).status_code == 201
    engine.dispose()
    codes = [one["data"]["code"] for one in town.events() if "code" in one["data"]]
    assert codes == [f"REK-BABEL-{code}" for code in
                     ("2022-0001", "2021-0001", "2022-0002", "2022-0003")]  # fmt: skip
