"""Files of evidence: what they are is told by their bytes, and they stand once, whole."""

import hashlib
import io
import zipfile
from pathlib import Path
from threading import Thread

import pytest

from services.intake import archives, evidence, media, wholeness
from shared.refusal import Invalid
from tests.intake.town import OMBUDSMAN, PHOTO, RUTAN, Town, Voice

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xae\x42\x60\x82"
WHOLE = {
    "image/jpeg": PHOTO,
    "image/png": PNG,
    "image/webp": b"RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0abcd",
    "image/heic": b"\0\0\0\x18ftypheic" + b"x" * 12 + b"\0\0\0\x10meta" + b"x" * 8,
    "application/pdf": b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n",
    "video/mp4": b"\0\0\0\x18ftypisom" + b"x" * 12 + b"\0\0\0\x10moov" + b"x" * 8,
}

HEADS = {
    "image/jpeg": b"\xff\xd8\xff\xe0" + b"x" * 40,
    "image/png": b"\x89PNG\r\n\x1a\n" + b"x" * 40,
    "image/webp": b"RIFF\x24\x00\x00\x00WEBP" + b"x" * 40,
    "image/heic": b"\x00\x00\x00\x18ftypheic" + b"x" * 40,
    "application/pdf": b"%PDF-1.7\n" + b"x" * 40,
    "video/mp4": b"\x00\x00\x00\x18ftypisom" + b"x" * 40,
}
FORBIDDEN = {
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "script": b"#!/bin/sh\nrm -rf /\n",
    "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 40,
    "exe": b"MZ" + b"\0" * 60,
    "gif": b"GIF89a" + b"\0" * 40,
    "text": b"surat",
    "cut": b"\xff",
}


def archive(*names: str) -> bytes:
    """A ZIP archive with these entries."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, "<xml/>")
    return body.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
FORBIDDEN |= {
    "zip": archive("readme.txt"),
    "jar": archive("META-INF/MANIFEST.MF"),
    "docm": archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "two in one": archive("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"),
    "no types": archive("word/document.xml"),
    "torn zip": DOCX[:-10],
    "no directory": b"PK\x03\x04" + b"x" * 60,
}


@pytest.mark.parametrize("media_type", HEADS)
def test_the_allowed_types_are_told_by_their_bytes(media_type: str) -> None:
    assert media.type_of(io.BytesIO(HEADS[media_type])) == media_type


def test_documents_are_told_by_what_their_archive_holds() -> None:
    assert media.type_of(io.BytesIO(DOCX)) == media.DOCX
    assert media.type_of(io.BytesIO(XLSX)) == media.XLSX


@pytest.mark.parametrize("name", FORBIDDEN)
def test_nothing_else_is_any_of_them(name: str) -> None:
    assert media.type_of(io.BytesIO(FORBIDDEN[name])) is None


def test_an_archive_with_a_huge_directory_is_not_opened() -> None:
    body = bytearray(DOCX)
    at = body.rfind(b"PK\x05\x06")
    body[at + 12 : at + 16] = (archives.MOST_DIRECTORY + 1).to_bytes(4, "little")
    with pytest.raises(archives.TooManyEntries):
        archives.names_in(io.BytesIO(bytes(body)))
    assert media.type_of(io.BytesIO(bytes(body))) is None


def test_an_archive_that_would_unpack_to_too_much_is_refused() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb", b"\0" * (archives.MOST_UNPACKED + 1))
    with pytest.raises(archives.TooLarge):
        archives.check_unpacked(body)


@pytest.mark.parametrize(
    ("said", "claimed"),
    [
        (None, None),
        ("", None),
        ("application/octet-stream", None),
        ("image/jpg", "image/jpeg"),
        ("IMAGE/JPEG; q=1", "image/jpeg"),
        ("text/html", "text/html"),
    ],
)
def test_what_the_sender_calls_it(said: str | None, claimed: str | None) -> None:
    assert media.claimed(said) == claimed


def test_a_file_stands_once_under_its_hash(tmp_path: Path) -> None:
    first = evidence.keep(tmp_path, io.BytesIO(PHOTO), "image/jpeg")
    again = evidence.keep(tmp_path, io.BytesIO(PHOTO), None)
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert first == again == evidence.Kept(digest, len(PHOTO), "image/jpeg")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [tmp_path / digest[:2] / digest[2:]]
    assert files[0].read_bytes() == PHOTO


@pytest.mark.parametrize(
    ("content", "said", "most"),
    [
        (b"", "image/jpeg", 100),
        (PHOTO, "image/jpeg", len(PHOTO) - 1),
        (PHOTO, "image/png", len(PHOTO)),
        (PHOTO, "text/html", len(PHOTO)),
        *((content, None, 10_000) for content in FORBIDDEN.values()),
    ],
)
def test_what_is_refused_leaves_no_file(
    tmp_path: Path, content: bytes, said: str | None, most: int
) -> None:
    with pytest.raises(Invalid) as error:
        evidence.keep(tmp_path, io.BytesIO(content), said, most)
    assert list(error.value.errors) == ["file"]
    assert list(tmp_path.rglob("*")) == []


def test_evidence_is_uploaded_and_downloaded_byte_for_byte(town: Town) -> None:
    about = town.first()
    answer = town.voice(RUTAN).upload(about)
    assert answer.status_code == 201, answer.text
    body = answer.json or {}
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert (body["sha256"], body["media_type"], body["size"]) == (
        digest,
        "image/jpeg",
        len(PHOTO),
    )
    for who in (RUTAN, OMBUDSMAN, "KANWIL-BABEL", "DITJENPAS", "admin"):
        with town.voice(who).get(f"/evidence/{body['id']}") as got:
            assert (got.status_code, got.data) == (200, PHOTO)
            assert got.headers["Content-Type"] == "image/jpeg"
            assert got.headers["X-Content-Type-Options"] == "nosniff"
            named = got.headers["Content-Disposition"]
            assert named == f"attachment; filename={body['id']}.jpg"
    for who in ("LP-SGL", "OMBUDSMAN-SUMSEL", "KANWIL-SUMSEL"):
        assert town.voice(who).get(f"/evidence/{body['id']}").status_code == 404
    shown = town.read(about)["evidence"][0]
    assert (shown["place"], shown["taken_on"]) == ("Ruang pelayanan", "2022-01-25")


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ({"kind": "rumour"}, "kind"),
        ({"taken_on": "2022-01-26"}, "taken_on"),
        ({"taken_on": "25/01/2022"}, "taken_on"),
        ({"place": " "}, "place"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_field_is_named(town: Town, form: dict[str, str], named: str) -> None:
    about = town.first()
    before = town.counts()
    answer = town.voice(RUTAN).upload(about, form=form)
    assert answer.status_code == 422, answer.text
    assert list((answer.json or {})["errors"]) == [named]
    assert town.counts() | {"files": 0} == before | {"files": 0}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_forbidden_type_is_refused(town: Town, name: str) -> None:
    about = town.first()
    with town.unchanged():
        answer = town.voice(RUTAN).upload(about, FORBIDDEN[name], "image/jpeg", "foto.jpg")
    assert answer.status_code == 422
    assert list((answer.json or {})["errors"]) == ["file"]


def test_an_empty_a_missing_and_a_huge_file_are_refused(town: Town) -> None:
    about = town.first()
    path = f"/recommendations/{about}/evidence"
    form = {"kind": "photo", "taken_on": "2022-01-25", "place": "Ruang pelayanan"}
    with town.unchanged():
        empty = town.voice(RUTAN).upload(about, b"")
        missing = town.voice(RUTAN).post(path, data=form, content_type="multipart/form-data")
        huge = town.voice(RUTAN).upload(about, PHOTO + b"\0" * (26 * 1024 * 1024))
        json = town.voice(RUTAN).post(path, form)
    assert [one.status_code for one in (empty, missing, huge, json)] == [422, 422, 413, 415]
    assert "empty" in str((empty.json or {})["errors"]["file"])
    assert list((missing.json or {})["errors"]) == ["file"]


def test_a_file_of_25_mebibytes_is_taken(town: Town) -> None:
    about = town.first()
    whole = PHOTO + b"\0" * (25 * 1024 * 1024 - len(PHOTO))
    answer = town.voice(RUTAN).upload(about, whole)
    assert (answer.status_code, (answer.json or {}).get("size")) == (201, len(whole))


def test_an_upload_with_a_key_is_kept_once(town: Town) -> None:
    about, key = town.first(), {"Idempotency-Key": "foto-1"}
    first = town.voice(RUTAN).upload(about, headers=key)
    with town.unchanged():
        again = town.voice(RUTAN).upload(about, headers=key)
        other = town.voice(RUTAN).upload(about, headers=key, form={"place": "Halaman"})
    assert (again.status_code, again.json) == (201, first.json)
    assert other.status_code == 422


def test_the_same_file_at_once_twice_is_two_rows_and_one_file(town: Town) -> None:
    about, secret = town.first(), town.voice(RUTAN).secret
    statuses: list[int] = []

    def upload() -> None:
        statuses.append(Voice(town.app.test_client(), secret).upload(about).status_code)

    threads = [Thread(target=upload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [201] * 4
    assert (town.count("evidence"), town.count("files")) == (4, 1)


@pytest.mark.parametrize("media_type", WHOLE)
def test_a_file_that_broke_off_is_refused_and_a_whole_one_is_kept(
    tmp_path: Path, media_type: str
) -> None:
    whole = WHOLE[media_type]
    assert evidence.keep(tmp_path, io.BytesIO(whole), None).media_type == media_type
    for cut in (len(whole) - 8, len(whole) // 2, 12):
        assert not wholeness.is_whole(io.BytesIO(whole[:cut]), media_type), cut
    with pytest.raises(Invalid) as error:
        evidence.keep(tmp_path, io.BytesIO(whole[:-8]), None)
    assert "lacks its end" in str(error.value.errors["file"][0])


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff", b"%PDF-1.4", b"\xff\xd8\xff\xe0\x00\x02\xff\xd9"]
)
def test_a_head_alone_is_no_evidence(town: Town, content: bytes) -> None:
    about = town.first()
    with town.unchanged():
        answer = town.voice(RUTAN).upload(about, content, "application/octet-stream")
    assert answer.status_code == 422
    assert list((answer.json or {})["errors"]) == ["file"]


def test_what_a_phone_appends_to_a_picture_does_no_harm() -> None:
    filled = PHOTO[:2] + b"\xff" + PHOTO[2:]
    for content in (PHOTO + b"x" * 5_000, filled):
        assert wholeness.is_whole(io.BytesIO(content), "image/jpeg")
    film = WHOLE["video/mp4"] + b"\0" * 20
    assert wholeness.is_whole(io.BytesIO(film), "video/mp4")


def test_two_files_in_one_upload_are_refused(town: Town) -> None:
    path = f"/recommendations/{town.first()}/evidence"
    form = {"kind": "photo", "taken_on": "2022-01-25", "place": "Ruang pelayanan"}
    twice = [(io.BytesIO(PHOTO), "a.jpg"), (io.BytesIO(PHOTO), "b.jpg")]
    with town.unchanged():
        files = town.voice(RUTAN).post(path, data={**form, "file": twice})
        places = town.voice(RUTAN).post(
            path, data={**form, "place": ["a", "b"], "file": (io.BytesIO(PHOTO), "a.jpg")}
        )
    assert [one.status_code for one in (files, places)] == [422, 422]
    assert [list((one.json or {})["errors"]) for one in (files, places)] == [["file"], ["place"]]


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_file_is_never_sent_and_the_operator_learns_of_it(
    town: Town, damage: str
) -> None:
    kept = town.voice(RUTAN).upload(town.first()).json or {}
    path = evidence.path_of(town.settings.data / "evidence", kept["sha256"])
    if damage == "changed":
        path.write_bytes(PHOTO[:-1] + b"x")
    else:
        path.unlink()
    before = _damaged(town)
    answer = town.voice(OMBUDSMAN).get(f"/evidence/{kept['id']}")
    assert answer.status_code == 500
    told = answer.json or {}
    assert told["type"] == "urn:tindaklanjut:evidence-damaged"
    assert kept["sha256"] in told["detail"]
    assert _damaged(town) == before + 1


def _damaged(town: Town) -> float:
    text = town.app.test_client().get("/metrics").text
    [line] = [
        one for one in text.splitlines() if one.startswith("tindak_intake_evidence_damaged_total")
    ]
    return float(line.split()[1])
