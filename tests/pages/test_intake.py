"""Intake's pages: the addressee acknowledges, and confirms with photos, in steps."""

import io
import re
from typing import Any

import pytest
from PIL import ExifTags, Image

from tests.intake.town import PHOTO, RUTAN, Town
from tests.pages.visitor import Visitor, signed_in, words

TYPED = {
    "description": "Papan SOP dipasang.",
    "completed_on": "2022-01-25",
    "lanjut": "full",
    "place": "Ruang tunggu",
}
Photos = tuple[bytes, ...]


def camera(taken: str | None = "2022:01:24 08:15:00", size: tuple[int, int] = (640, 480)) -> bytes:
    """A photo as a telephone makes it: dated, turned, and saying where it was."""
    exif, made = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Make] = "Telepon"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (2.0, 4.0, 11.0)
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    Image.new("RGB", size, "teal").save(made, "JPEG", exif=exif)
    return made.getvalue()


def prepare(visitor: Visitor, about: str, *photos: bytes, **changes: str) -> Any:
    """The answer to the form of the first three steps."""
    path = f"/pelaksanaan/{about}"
    data: dict[str, Any] = {**TYPED, **changes, "csrf": visitor.token(path)}
    data["file"] = [(io.BytesIO(one), f"{n}") for n, one in enumerate(photos)]
    return visitor.client.post(path, data=data)


def send(visitor: Visitor, about: str) -> Any:
    """The answer to the last step."""
    path = f"/pelaksanaan/{about}/periksa"
    return visitor.client.post(path, data={"csrf": visitor.token(path)})


def test_the_addressee_acknowledges(intake: Town) -> None:
    about = intake.first(received_on=None)
    path = f"/penerimaan/{about}"
    unit = signed_in(intake.app, RUTAN)
    wrong = unit.send(path, path, received_on="2021-01-01")
    assert wrong.status_code == 422
    assert 'id="received_on-fault"' in wrong.get_data(as_text=True)
    assert 'value="2021-01-01"' in wrong.get_data(as_text=True)
    answer = unit.send(path, path, received_on="2022-01-25")
    assert re.fullmatch(r"/rekomendasi/REK-[A-Z]+-2022-\d{4}\?seen=\d+", answer.headers["Location"])
    assert intake.read(about)["status"] == "received"
    assert unit.send(path, path, received_on="2022-01-25").status_code == 409


def test_the_head_prepares_checks_and_sends(intake: Town) -> None:
    about = intake.first()
    unit = signed_in(intake.app, RUTAN)
    with intake.unchanged():
        answer = prepare(unit, about, PHOTO, camera())
        assert answer.headers["Location"] == f"/pelaksanaan/{about}/periksa"
        shown = unit.text(f"/pelaksanaan/{about}/periksa")
    for text in ("Papan SOP dipasang.", "Bukti dukung (2)", "Ruang tunggu", "24 Jan 2022"):
        assert text in shown
    answer = send(unit, about)
    read = intake.read(about)
    assert read["status"] == "awaiting_verification"
    assert {one["place"] for one in read["evidence"]} == {"Ruang tunggu"}
    assert {one["taken_on"] for one in read["evidence"]} == {"2022-01-24", "2022-01-25"}
    seen = int(answer.headers["Location"].rpartition("=")[2])
    assert seen == len(intake.events())


def test_sending_twice_says_it_once(intake: Town) -> None:
    about = intake.first()
    unit = signed_in(intake.app, RUTAN)
    prepare(unit, about, PHOTO)
    path = f"/pelaksanaan/{about}/periksa"
    token = {"csrf": unit.token(path)}
    first, second = (unit.client.post(path, data=token) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert len(intake.read(about)["actions"]) == 1
    assert unit.client.get(f"/pelaksanaan/{about}").status_code == 303


@pytest.mark.parametrize(
    ("changes", "photos", "field"),
    [
        ({"description": " "}, (PHOTO,), "description"),
        ({"completed_on": "2030-01-01"}, (PHOTO,), "completed_on"),
        ({"completed_on": "kemarin"}, (PHOTO,), "completed_on"),
        ({}, (camera("2022:01:26 08:00:00"),), "taken_on"),
        ({}, (), "file"),
        ({}, (b"no picture",), "file"),
        ({}, (b"",), "file"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_said(
    small_intake: Town, changes: dict[str, str], photos: Photos, field: str
) -> None:
    about = small_intake.first()
    unit = signed_in(small_intake.app, RUTAN)
    with small_intake.unchanged():
        answer = prepare(unit, about, *photos, **changes)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert f'id="{field}-fault"' in page
        if field != "description":
            assert "Papan SOP dipasang." in page
        path = f"/pelaksanaan/{about}/periksa"
        assert unit.client.get(path).status_code == 422


def test_a_file_is_named_dated_and_taken_away_again(small_intake: Town) -> None:
    about = small_intake.first()
    unit = signed_in(small_intake.app, RUTAN)
    prepare(unit, about, camera(), PHOTO, lanjut="tambah")
    page = unit.get(f"/pelaksanaan/{about}")
    first, second = re.findall(r'name="hapus" value="([^"]+)"', page)
    assert "tanggal dari kamera" in page
    named = {f"kind.{second}": "sop", f"taken_on.{second}": "2022-01-20"}
    assert prepare(unit, about, hapus=first, **named).headers["Location"].endswith("#foto")
    page = unit.get(f"/pelaksanaan/{about}")
    assert first not in page
    assert 'value="2022-01-20"' in page
    prepare(unit, about)
    send(unit, about)
    [one] = small_intake.read(about)["evidence"]
    assert (one["kind"], one["taken_on"]) == ("sop", "2022-01-20")


def test_what_lies_ready_is_shown_small_to_its_office_alone(small_intake: Town) -> None:
    about = small_intake.first()
    unit = signed_in(small_intake.app, RUTAN)
    prepare(unit, about, camera(), lanjut="tambah")
    [path] = re.findall(r'src="(/pelaksanaan/[^"]+/kecil)"', unit.get(f"/pelaksanaan/{about}"))
    with unit.client.get(path) as answer:
        picture = Image.open(io.BytesIO(answer.data))
    assert picture.size == (240, 320)
    assert not picture.getexif()
    assert signed_in(small_intake.app, "LP-SGL").client.get(path).status_code == 404
    assert signed_in(small_intake.app, "OMBUDSMAN-BABEL").client.get(path).status_code == 403


def test_what_was_returned_says_why(small_intake: Town) -> None:
    about = small_intake.first()
    small_intake.confirmed(about)
    small_intake.verified(about, "returned", note="Papan belum terbaca.", new_due_on="2022-03-01")
    shown = words(signed_in(small_intake.app, RUTAN).get(f"/pelaksanaan/{about}"))
    assert "Dikembalikan Ombudsman. Yang perlu diperbaiki: Papan belum terbaca." in shown


def test_nobody_else_says_it_and_an_operator_prepares_it(small_intake: Town) -> None:
    about = small_intake.first()
    for path in (f"/penerimaan/{about}", f"/pelaksanaan/{about}", f"/pelaksanaan/{about}/periksa"):
        assert signed_in(small_intake.app, "LP-SGL").client.get(path).status_code == 404
        assert signed_in(small_intake.app, "KANWIL-BABEL").client.get(path).status_code == 403
        assert signed_in(small_intake.app, "OMBUDSMAN-BABEL").client.get(path).status_code == 403
        unit = signed_in(small_intake.app, RUTAN)
        assert unit.client.post(path, data=TYPED).status_code == 400
    operator = signed_in(small_intake.app, RUTAN, "operator")
    assert operator.client.get(f"/penerimaan/{about}").status_code == 200
    prepare(operator, about, PHOTO)
    path = f"/pelaksanaan/{about}/periksa"
    assert "Kepala kantor mengirimnya" in operator.text(path)
    token = operator.token(path)
    assert operator.client.post(path, data={"csrf": token}).status_code == 403
    assert send(unit, about).status_code == 303
    [one] = small_intake.read(about)["evidence"]
    event = small_intake.events()[-1]["data"]
    assert one["id"] == event["evidence"][0]["id"]
    assert event["evidence"][0]["uploaded_by"] != event["actor"]["id"]
