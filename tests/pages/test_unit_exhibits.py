"""Evidence as it is looked at: a copy for others, the original for who keeps it."""

import hashlib
import io

import pytest
from PIL import ExifTags, Image

from tests.intake.test_evidence import DOCX, WHOLE
from tests.intake.town import KANWIL, OMBUDSMAN, RUTAN, Town
from tests.pages.test_intake import camera, prepare, send
from tests.pages.visitor import Visitor, signed_in

PDF = WHOLE["application/pdf"]


def shown(town: Town, *files: bytes) -> list[dict[str, str]]:
    """What was confirmed with these files, as the API shows its evidence."""
    about = town.first()
    unit = signed_in(town.app, RUTAN)
    prepare(unit, about, *files)
    assert send(unit, about).status_code == 303
    evidence = town.read(about)["evidence"]
    assert len(evidence) == len(files)
    return sorted(evidence, key=lambda one: one["media_type"])


def got(visitor: Visitor, path: str, status: int = 200) -> bytes:
    with visitor.client.get(path) as answer:
        assert answer.status_code == status
        if status == 200:
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "private" in answer.headers["Cache-Control"]
        return bytes(answer.data)


def test_others_see_a_photo_with_its_date_and_without_its_place(intake: Town) -> None:
    original = camera()
    [photo] = shown(intake, original)
    kanwil = signed_in(intake.app, KANWIL)
    copy = Image.open(io.BytesIO(got(kanwil, f"/bukti/{photo['id']}/salinan")))
    exif = copy.getexif()
    assert exif.get_ifd(ExifTags.IFD.Exif) == {
        ExifTags.Base.DateTimeOriginal: "2022:01:24 08:15:00"
    }
    assert set(exif) == {ExifTags.IFD.Exif}
    assert copy.size == (480, 640), "turned as it was held"
    assert got(kanwil, f"/bukti/{photo['id']}/asli", 403)
    for office in (RUTAN, OMBUDSMAN):
        whole = got(signed_in(intake.app, office), f"/bukti/{photo['id']}/asli")
        assert whole == original
    assert hashlib.sha256(original).hexdigest() == photo["sha256"]
    assert intake.events()[-1]["data"]["evidence"][0]["sha256"] == photo["sha256"]


def test_the_viewer_tells_what_is_known_and_leads_on(intake: Town) -> None:
    pdf, photo = shown(intake, camera(), PDF)
    kanwil = signed_in(intake.app, KANWIL)
    page = kanwil.text(f"/bukti/{photo['id']}")
    for text in ("Senin, 24 Januari 2022", "Ruang tunggu", photo["sha256"], "dari 2"):
        assert text in page
    assert "Unduh berkas asli" not in page
    pages = kanwil.get(f"/bukti/{photo['id']}") + kanwil.get(f"/bukti/{pdf['id']}")
    assert f'href="/bukti/{pdf["id"]}"' in pages
    assert f'href="/bukti/{photo["id"]}"' in pages
    assert "Unduh berkas asli" in signed_in(intake.app, RUTAN).text(f"/bukti/{photo['id']}")


def test_a_document_is_a_download_and_a_film_is_for_its_keepers(small_intake: Town) -> None:
    about = small_intake.first()
    unit, kanwil = signed_in(small_intake.app, RUTAN), signed_in(small_intake.app, KANWIL)
    for name, content in (("a.pdf", PDF), ("b.docx", DOCX), ("c.mp4", WHOLE["video/mp4"])):
        path = f"/pelaksanaan/{about}"
        data = {"csrf": unit.token(path), "file": (io.BytesIO(content), name), "lanjut": "tambah"}
        unit.client.post(path, data=data)
    prepare(unit, about)
    send(unit, about)
    for one in small_intake.read(about)["evidence"]:
        film = one["media_type"] == "video/mp4"
        with kanwil.client.get(f"/bukti/{one['id']}/salinan") as answer:
            assert answer.status_code == (404 if film else 200)
            if not film:
                assert answer.headers["Content-Disposition"].startswith("attachment")
        page = kanwil.text(f"/bukti/{one['id']}")
        assert ("tidak dapat ditampilkan tanpa lokasi" in page) is film
        assert got(unit, f"/bukti/{one['id']}/asli")


@pytest.mark.parametrize("what", ["", "/salinan", "/asli", "/kecil"])
def test_nobody_from_elsewhere_sees_it(small_intake: Town, what: str) -> None:
    [photo] = shown(small_intake, camera())
    path = f"/bukti/{photo['id']}{what}"
    for office in ("LP-SGL", "OMBUDSMAN-SUMSEL"):
        with signed_in(small_intake.app, office).client.get(path) as answer:
            assert answer.status_code == 404
    with Visitor(small_intake.app).client.get(path) as answer:
        assert answer.status_code == 303


def test_a_changed_file_is_not_shown(small_intake: Town) -> None:
    [photo] = shown(small_intake, camera())
    kept = small_intake.settings.data / "evidence" / photo["sha256"][:2] / photo["sha256"][2:]
    kept.write_bytes(camera("2022:01:23 08:00:00"))
    for what in ("salinan", "asli"):
        path = f"/bukti/{photo['id']}/{what}"
        with signed_in(small_intake.app, RUTAN).client.get(path) as answer:
            assert answer.status_code == 500


def test_what_would_unpack_to_too_much_has_no_copy(small_intake: Town) -> None:
    made = io.BytesIO()
    Image.new("1", (6000, 6000)).save(made, "PNG")
    [photo] = shown_png(small_intake, made.getvalue())
    got(signed_in(small_intake.app, KANWIL), f"/bukti/{photo['id']}/salinan", 404)
    assert got(signed_in(small_intake.app, RUTAN), f"/bukti/{photo['id']}/asli")


def test_a_photo_with_a_second_picture_behind_it_has_a_copy(small_intake: Town) -> None:
    made, behind = io.BytesIO(), Image.new("RGB", (64, 48), "blue")
    Image.new("RGB", (640, 480), "red").save(made, "MPO", save_all=True, append_images=[behind])
    [photo] = shown(small_intake, made.getvalue())
    copy = got(signed_in(small_intake.app, KANWIL), f"/bukti/{photo['id']}/salinan")
    red, _, blue = Image.open(io.BytesIO(copy)).getpixel((1, 1))  # type: ignore[misc]
    assert red > 200 > blue


def shown_png(town: Town, content: bytes) -> list[dict[str, str]]:
    about = town.first()
    unit = signed_in(town.app, RUTAN)
    path = f"/pelaksanaan/{about}"
    data = {"csrf": unit.token(path), "file": (io.BytesIO(content), "a.png"), "lanjut": "tambah"}
    unit.client.post(path, data=data)
    prepare(unit, about)
    send(unit, about)
    return list(town.read(about)["evidence"])
