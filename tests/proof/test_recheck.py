"""What every verb of intake wrote is what its events say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.intake import recheck
from shared.db import reading
from tests.intake import town as towns
from tests.intake.conftest import NO_BROKER
from tests.intake.town import KANWIL, OMBUDSMAN, RUTAN, Mould, Town


@pytest.fixture
def town(mould: Mould, tmp_path: Path) -> Iterator[Town]:
    made = towns.build(mould, NO_BROKER, tmp_path / "data")
    yield made
    towns.close(made)


def test_every_verb_leaves_what_it_told(town: Town) -> None:
    silent = {"received_on": "leave out"}
    one, other, proven, gone = (town.first(**silent) for _ in range(4))
    said(town, RUTAN, one, "receipt", received_on="2022-01-25")
    said(town, OMBUDSMAN, one, "receipt", received_on="2022-01-25", proof="Resi pos")
    said(town, OMBUDSMAN, proven, "receipt", received_on="2022-01-25", proof="Resi pos")
    said(town, RUTAN, proven, "receipt", received_on="2022-01-25")
    said(town, OMBUDSMAN, other, "withdrawal", reason="Keliru")
    code = town.read(one)["code"]
    said(town, OMBUDSMAN, gone, "withdrawal", reason="Digabung", superseded_by=code)
    said(town, OMBUDSMAN, one, "extensions", reason="Anggaran", new_due_on="2022-04-29")
    town.confirmed(one)
    assert town.verified(one, "implemented").status_code == 201
    said(town, OMBUDSMAN, one, "reopening", reason="Rusak lagi", new_due_on="2022-05-31")
    town.confirmed(one)
    back = town.verified(one, "returned", note="Belum", new_due_on="2022-06-30")
    assert back.status_code == 201
    assert changed(town) == []


def said(town: Town, who: str, about: str, what: str, **body: str) -> None:
    answer = town.voice(who).post(f"/recommendations/{about}/{what}", body)
    assert answer.status_code == 201, answer.text


def changed(town: Town) -> list[object]:
    engine = town.app.extensions["tindak"].engines.own
    with reading(engine) as conn:
        return list(recheck.changed(conn, town.settings.data / "evidence", KANWIL))
