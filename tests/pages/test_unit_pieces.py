"""Files in pieces (tus 1.0): nothing is lost where the line breaks, nothing is doubled, nobody
fills the disk."""

import base64
import io
import os
from datetime import timedelta
from typing import Any

import pytest
from flask import g

from services.intake.evidence import MOST_BYTES
from services.intake.pages.blueprint import mine, today
from services.intake.pages.confirming.prepared import kept, prepared
from services.intake.pages.confirming.prepared import shelf as shelf_of
from services.intake.unsent import shelf
from services.intake.unsent.shelf import NoSuchFile, Shelf, tidy
from shared import auth
from shared.clock import real_now
from shared.events import Actor
from shared.refusal import Invalid
from tests.intake.test_evidence import WHOLE
from tests.intake.town import PHOTO, RUTAN, Town
from tests.pages.test_intake import camera, prepare, send
from tests.pages.visitor import Visitor, signed_in

PDF = WHOLE["application/pdf"]
HEAD = Actor("a1", "Kepala Rutan", RUTAN, "unit")


class Line:
    """A browser that sends one recommendation's files in pieces."""

    def __init__(self, visitor: Visitor, about: str) -> None:
        self.visitor = visitor
        self.road = f"/pelaksanaan/{about}/berkas"
        token = visitor.token(f"/pelaksanaan/{about}")
        self.headers = {"Tus-Resumable": "1.0.0", "X-Csrf-Token": token}

    def ask(self, method: str, url: str, data: bytes = b"", **headers: str) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.visitor.client.open(
            url, method=method, data=data, headers={**self.headers, **given}
        )

    def begin(self, length: int, filetype: str = "image/jpeg") -> Any:
        said = base64.b64encode(filetype.encode()).decode()
        metadata = f"filetype {said},filename eA=="
        return self.ask("POST", self.road, Upload_Length=str(length), Upload_Metadata=metadata)

    def add(self, url: str, offset: int, piece: bytes, **more: str) -> Any:
        headers = {"Content_Type": "application/offset+octet-stream", **more}
        return self.ask("PATCH", url, piece, Upload_Offset=str(offset), **headers)


@pytest.fixture
def about(small_intake: Town) -> str:
    return small_intake.first()


@pytest.fixture
def line(small_intake: Town, about: str) -> Line:
    return Line(signed_in(small_intake.app, RUTAN), about)


def test_a_file_that_broke_off_goes_on_where_it_ended(
    small_intake: Town, about: str, line: Line
) -> None:
    made = line.begin(len(PHOTO))
    url = made.headers["Location"]
    assert (made.status_code, made.headers["Upload-Offset"]) == (201, "0")
    assert line.add(url, 0, PHOTO[:1000]).headers["Upload-Offset"] == "1000"
    assert line.add(url, 0, PHOTO[:1000]).status_code == 409, "a piece that came twice"
    far = line.ask("HEAD", url)
    assert far.headers["Upload-Offset"] == "1000"
    assert far.headers["Upload-Length"] == str(len(PHOTO))
    assert far.headers["Cache-Control"] == "no-store"
    assert "Terputus pada 1 kB" in line.visitor.text(line.road)
    assert prepare(line.visitor, about).status_code == 422
    assert line.add(url, 1000, PHOTO[1000:]).status_code == 204
    assert prepare(line.visitor, about).status_code == 303
    send(line.visitor, about)
    [one] = small_intake.read(about)["evidence"]
    assert one["size"] == len(PHOTO)
    assert line.ask("HEAD", url).status_code in (404, 409)


def test_what_came_of_a_piece_is_kept_where_the_line_breaks(tmp_path: Any) -> None:
    class Broken(io.RawIOBase):
        def __init__(self) -> None:
            self.pieces = [PHOTO[:5000]]

        def read(self, _size: int = -1) -> bytes:
            if not self.pieces:
                raise ConnectionResetError
            return self.pieces.pop()

    ready = Shelf(tmp_path, "r1")
    one = ready.lay(HEAD, len(PHOTO), None)
    with pytest.raises(ConnectionResetError):
        ready.add(one.id, 0, Broken())  # type: ignore[arg-type]
    assert ready.file(one.id).offset == 5000
    assert ready.add(one.id, 5000, io.BytesIO(PHOTO[5000:])).media_type == "image/jpeg"


def test_what_is_taken_away_while_its_end_comes_is_gone_and_stops_nothing(tmp_path: Any) -> None:
    ready = Shelf(tmp_path, "r1")
    one = ready.lay(HEAD, len(PDF), None)

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            ready.remove(one.id)
            return super().read(size)

    with pytest.raises(NoSuchFile):
        ready.add(one.id, 0, Slow(PDF))
    assert ready.files() == []
    assert ready.lay(HEAD, 10, None) == ready.files()[0]


def test_whoever_tidies_is_not_in_the_way_of_who_begins(tmp_path: Any) -> None:
    ready = Shelf(tmp_path, "begins")
    ready.folder.mkdir(parents=True)
    tidy(tmp_path)
    assert ready.folder.exists()


def test_what_is_sent_is_what_was_checked(small_intake: Town, about: str, line: Line) -> None:
    prepare(line.visitor, about, PHOTO)
    with small_intake.app.test_request_context():
        g.principal = auth.Principal("a1", "Kepala Rutan", "unit", RUTAN, "babel", head=True)
        one = mine(about)
        ready = prepared(one, small_intake.clock.now(), today(one))
        shelf_of(one).remove(ready.files[0].id)
        other = shelf_of(one).lay(HEAD, len(PDF), None)
        shelf_of(one).add(other.id, 0, io.BytesIO(PDF))
        with pytest.raises(NoSuchFile):
            kept(one, ready)


@pytest.mark.parametrize(
    ("content", "filetype"),
    [(b"#!/bin/sh\n", "image/jpeg"), (PHOTO, "image/png"), (PHOTO[:-10], "image/jpeg")],
)
def test_what_is_no_evidence_is_told_and_gone(line: Line, content: bytes, filetype: str) -> None:
    url = line.begin(len(content), filetype).headers["Location"]
    answer = line.add(url, 0, content)
    assert answer.status_code == 422
    assert answer.mimetype == "text/plain"
    assert "Berkas" in answer.text or "berkas" in answer.text
    assert line.ask("HEAD", url).status_code == 404


def test_a_longer_file_than_was_said_is_refused(line: Line) -> None:
    url = line.begin(100).headers["Location"]
    assert line.add(url, 0, PHOTO[:200]).status_code == 422


def test_how_much_may_lie_ready_is_bounded(line: Line, tmp_path: Any) -> None:
    assert line.begin(MOST_BYTES + 1).status_code == 422
    assert line.begin(0).status_code == 422
    for _ in range(shelf.MOST_FILES):
        assert line.begin(1000).status_code == 201
    full = line.begin(1000)
    assert (full.status_code, "Paling banyak 10 berkas" in full.text) == (422, True)
    for number in range(shelf.MOST_OF_AN_ACCOUNT):
        Shelf(tmp_path, f"r{number}").lay(HEAD, 10, None)
    with pytest.raises(Invalid):
        Shelf(tmp_path, "another").lay(HEAD, 10, None)
    Shelf(tmp_path, "another").lay(Actor("a2", "Operator", RUTAN, "unit"), 10, None)


def test_what_nobody_touches_for_a_week_goes(tmp_path: Any) -> None:
    old, fresh = Shelf(tmp_path, "old"), Shelf(tmp_path, "fresh")
    for ready in (old, fresh):
        ready.lay(HEAD, 10, None)
        ready.write({"description": "x"})
    ended = (real_now() - shelf.LASTS - timedelta(minutes=1)).timestamp()
    for path in old.folder.iterdir():
        os.utime(path, (ended, ended))
    tidy(tmp_path)
    assert (old.files(), old.words()) == ([], {})
    assert fresh.words() == {"description": "x"}


def test_it_speaks_tus_or_nothing(line: Line, small_intake: Town, about: str) -> None:
    url = line.begin(len(PHOTO)).headers["Location"]
    assert line.add(url, 0, PHOTO, Content_Type="image/jpeg").status_code == 415
    assert line.add(url, 0, PHOTO, Tus_Resumable="0.2.2").status_code == 412
    assert line.ask("PATCH", url, PHOTO, X_Csrf_Token="0").status_code == 400
    assert line.ask("DELETE", url, X_Csrf_Token="").status_code == 400
    assert line.ask("DELETE", url).status_code == 204
    assert line.ask("HEAD", url).status_code == 404
    for office, status in (("LP-SGL", 404), ("OMBUDSMAN-BABEL", 403)):
        visitor = signed_in(small_intake.app, office)
        answer = visitor.client.head(f"/pelaksanaan/{about}/berkas/x")
        assert answer.status_code == status
    assert line.ask("HEAD", f"{line.road}/..%2f..%2fwords").status_code == 404


def test_a_camera_dates_its_photo(line: Line, about: str) -> None:
    photo = camera("2021:12:31 23:59:59")
    url = line.begin(len(photo)).headers["Location"]
    line.add(url, 0, photo)
    assert 'value="2021-12-31"' in line.visitor.get(f"/pelaksanaan/{about}")
