"""Whatever file is sent: an answer with words, nothing half-written, memory and time in bounds."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from urllib3.filepost import encode_multipart_formdata

from services.intake import sheets
from services.intake.sheets import COLUMNS
from shared import forgery
from tests.hostile import corpus
from tests.hostile import world as worlds
from tests.hostile.gauntlet import with_cookie
from tests.hostile.world import World
from tests.intake.town import OMBUDSMAN, RUTAN
from tests.pages.visitor import signed_in

SHEETS, POLYGLOTS = dict(corpus.sheets()), list(corpus.polyglots())
MOST_MEMORY = 160 * corpus.MIB
WORDS = (200, 303, 409, 413, 422)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, str]]:
    """A world, and a recommendation that awaits evidence."""
    world = worlds.on_sqlite(tmp_path_factory.mktemp("files"))
    yield world, world.town.first()
    world.close()


@pytest.mark.parametrize("name", SHEETS)
def test_a_hostile_sheet_is_told_its_fault_and_imports_nothing(
    place: tuple[World, str], name: str
) -> None:
    town, visitor = place[0].town, signed_in(place[0].intake, OMBUDSMAN)
    before = town.counts()
    csrf = visitor.token("/impor")
    parts: dict[str, Any] = {"csrf": csrf, "file": (name, SHEETS[name], "text/csv")}
    body, content_type = encode_multipart_formdata(parts)
    laid = visitor.client.post("/impor", data=body, content_type=content_type)
    assert laid.status_code in WORDS, laid.text
    if laid.status_code == 303:
        where = laid.headers["Location"]
        shown = visitor.client.get(where)
        assert shown.status_code == 200
        assert "root:" not in shown.text
        run = visitor.client.post(where, data={"csrf": csrf})
        assert run.status_code in (409, 422), run.text
    assert town.counts() == before


@pytest.mark.parametrize("name", SHEETS)
def test_a_hostile_sheet_is_read_in_bounded_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SHEETS[name])
    tracemalloc.start()
    read = sheets.read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_MEMORY
    assert len(read.faults) < 1000
    assert read.letters == () or read.faults or name.startswith("formula")


@settings(max_examples=60, deadline=None, database=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(data=st.data())
def test_any_csv_is_read_or_told_its_fault(tmp_path: Path, data: st.DataObject) -> None:
    text = st.text(st.characters(codec="utf-8"), max_size=20)
    header = data.draw(st.lists(st.sampled_from(COLUMNS) | text, max_size=40))
    body = data.draw(st.lists(st.lists(text, max_size=40), max_size=6))
    raw = "\n".join(data.draw(st.sampled_from(",;")).join(row) for row in [header, *body])
    path = tmp_path / "any.csv"
    path.write_bytes(raw.encode() + data.draw(st.binary(max_size=3)))
    read = sheets.read(path)
    assert read.letters or read.faults


@settings(max_examples=60, deadline=None, database=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(data=st.data())
def test_any_broken_workbook_is_told_its_fault(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(corpus.workbook(corpus.rows(corpus.cell("number"))))
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "any.xlsx"
    path.write_bytes(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    read = sheets.read(path)
    assert read.faults


@pytest.mark.parametrize(("name", "content", "claimed"), POLYGLOTS)
def test_a_file_is_what_its_bytes_are_and_is_never_run(
    place: tuple[World, str], name: str, content: bytes, claimed: str
) -> None:
    world, about = place
    before = world.town.counts()
    answer = world.town.voice(RUTAN).upload(about, content, claimed, name)
    assert answer.status_code in (201, 422), answer.text
    if answer.status_code == 422:
        assert "file" in (answer.json or {})["errors"]
        assert world.town.counts() == before
        return
    made = (answer.json or {})["id"]
    secret = world.town.voice(RUTAN).secret
    got = world.ask("GET", f"/api/v1/evidence/{made}", secret, buffered=True)
    assert got.data == content
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.mimetype in ("image/png", "image/jpeg", "application/pdf")
    for end in ("", "/asli", "/salinan", "/kecil"):
        page = signed_in(world.intake, RUTAN).client.get(f"/bukti/{made}{end}", buffered=True)
        assert page.status_code in (200, 404)
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "script-src" not in page.headers["Content-Security-Policy"]
        assert b"<script>alert" not in page.data or page.mimetype != "text/html"


@pytest.mark.parametrize("name", corpus.NAMES)
def test_what_a_file_is_called_leads_nowhere(place: tuple[World, str], name: str) -> None:
    world, about = place
    data = world.town.settings.data
    before = {path for path in data.parent.rglob("*") if path.is_file()}
    answer = world.town.voice(RUTAN).upload(about, name=name)
    assert answer.status_code in (201, 400, 422), answer.text
    new = {path for path in data.parent.rglob("*") if path.is_file()} - before
    assert all(data / "evidence" in path.parents for path in new)
    assert all(len(path.name) == 62 for path in new), "the name of a file is its hash"
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("name", ["*", "words", "../words", "", ".", "?" * 36, "[0-9a-f-]" * 4])
def test_what_lies_ready_is_named_by_its_id_alone(place: tuple[World, str], name: str) -> None:
    world, about = place
    visitor = signed_in(world.intake, RUTAN)
    path = f"/pelaksanaan/{about}"
    visitor.send(path, path, description="Papan dipasang.", completed_on="2022-01-25")
    answer = visitor.send(path, path, hapus=name, description="Papan dipasang.")
    assert answer.status_code == 303
    assert "Papan dipasang." in visitor.get(path)
    if name and "/" not in name:
        cookie = visitor.client.get_cookie("tindak_sesi")
        headers = with_cookie(world.intake, cookie.value if cookie else None)
        assert forgery.HEADER in headers
        gone = visitor.client.delete(f"{path}/berkas/{name.replace('?', '%3F')}", headers=headers)
        assert gone.status_code in (404, 405)
