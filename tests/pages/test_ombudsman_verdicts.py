"""The Ombudsman verifies side by side, extends, withdraws and reopens, on forms."""

import pytest

from tests.intake.town import OMBUDSMAN, RUTAN, Town
from tests.pages.visitor import Visitor, signed_in, words

SCRIPT = "<script>alert(1)</script>"


def said(visitor: Visitor, path: str, **fields: str) -> str:
    """Where the form led."""
    answer = visitor.send(path, path, **fields)
    assert answer.status_code == 303, words(answer.get_data(as_text=True))
    return str(answer.headers["Location"])


def told(visitor: Visitor, path: str, status: int, **fields: str) -> str:
    """The page that came back."""
    answer = visitor.send(path, path, **fields)
    assert answer.status_code == status, words(answer.get_data(as_text=True))
    return str(answer.get_data(as_text=True))


def test_what_was_asked_stands_beside_what_was_shown(intake: Town, staff: Visitor) -> None:
    about = intake.first()
    intake.confirmed(about)
    shown = staff.text(f"/penilaian/{about}")
    assert "Yang diminta" in shown
    assert "SOP layanan utama (kunjungan) dibuat jelas" in shown
    assert "Yang ditunjukkan" in shown
    assert "Papan dipasang." in shown
    assert "Foto , Ruang pelayanan dibuat 25 Jan 2022, diterima Selasa, 25 Januari 2022" in shown
    assert "SHA-256" in shown


def test_a_verdict_closes_and_leads_to_the_story(intake: Town, staff: Visitor) -> None:
    about = intake.first()
    intake.confirmed(about)
    led = said(staff, f"/penilaian/{about}", outcome="implemented", new_due_on="2022-03-01")
    assert led.startswith("/rekomendasi/REK-")
    assert "?seen=" in led
    assert intake.read(about)["status"] == "implemented"
    assert intake.read(about)["verifications"][0]["new_due_on"] is None
    assert staff.client.get(f"/penilaian/{about}").status_code == 409


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({}, "outcome"),
        ({"outcome": "returned", "note": "Foto kabur."}, "new_due_on"),
        ({"outcome": "returned", "new_due_on": "2022-02-25"}, "note"),
        ({"outcome": "returned", "note": "x", "new_due_on": "2022-01-25"}, "new_due_on"),
        ({"outcome": "partially_implemented", "new_due_on": "2022-02-25"}, "remaining"),
    ],
)
def test_a_fault_of_the_verdict_stands_at_its_field(
    small_intake: Town, typed: dict[str, str], fault: str
) -> None:
    about, staff = small_intake.first(), signed_in(small_intake.app, OMBUDSMAN)
    small_intake.confirmed(about)
    with small_intake.unchanged():
        page = told(staff, f"/penilaian/{about}", 422, **typed)
    assert f'id="{fault}-fault"' in page
    for value in typed.values():
        assert value in page


def test_what_is_returned_or_partial_gets_its_date(intake: Town, staff: Visitor) -> None:
    about = intake.first()
    intake.confirmed(about)
    typed = {"outcome": "returned", "note": SCRIPT, "new_due_on": "2022-02-25"}
    said(staff, f"/penilaian/{about}", **typed)
    assert intake.read(about)["due_on"] == "2022-02-25"
    intake.confirmed(about)
    page = staff.get(f"/penilaian/{about}")
    assert "Pelaksanaan sebelumnya (1)" in page
    assert SCRIPT not in page
    typed = {"outcome": "partially_implemented", "remaining": "Jam", "new_due_on": "2022-02-26"}
    said(staff, f"/penilaian/{about}", **typed)
    assert intake.read(about)["status"] == "partially_implemented"


def test_closing_without_an_action_is_asked_once(intake: Town, staff: Visitor) -> None:
    about = intake.first()
    path = f"/penilaian/{about}"
    assert 'value="implemented"' not in staff.get(path)
    typed = {"outcome": "not_actionable", "note": "Bangunan dibongkar."}
    with intake.unchanged():
        asked = told(staff, path, 200, **typed)
        assert "Ini tidak dapat dibatalkan." in words(asked)
        assert 'value="Bangunan dibongkar."' in asked
    said(staff, path, **typed, yakin="ya")
    assert intake.read(about)["status"] == "not_actionable"


def test_nobody_judges_twice_or_for_another_office(intake: Town, staff: Visitor) -> None:
    about = intake.first()
    intake.confirmed(about)
    path = f"/penilaian/{about}"
    token = staff.token(path)
    said(staff, path, outcome="returned", note="x", new_due_on="2022-02-25")
    data = {"csrf": token, "outcome": "implemented"}
    answer = staff.client.post(path, data=data)
    assert answer.status_code == 409
    assert "Tidak ada lagi pelaksanaan" in answer.get_data(as_text=True)
    assert signed_in(intake.app, "OMBUDSMAN-SUMSEL").client.get(path).status_code == 404
    assert signed_in(intake.app, RUTAN).client.get(path).status_code == 403


def test_more_time_is_given(intake: Town, staff: Visitor) -> None:
    about = intake.first()
    path = f"/perpanjangan/{about}"
    assert 'value="2022-04-01"' in staff.get(f"{path}?sampai=2022-04-01&permintaan=r-1")
    page = told(staff, path, 422, new_due_on="2022-01-01", reason="")
    assert 'id="new_due_on-fault"' in page or 'id="reason-fault"' in page
    led = said(staff, path, new_due_on="2022-04-01", reason="Menunggu anggaran", request_id="r-1")
    assert led.startswith("/rekomendasi/")
    [ruling] = intake.read(about)["rulings"]
    assert (ruling["kind"], ruling["request_id"]) == ("extension", "r-1")


def test_a_statutory_date_is_not_extended(intake: Town, staff: Visitor) -> None:
    about = intake.first(instrument="rekomendasi", unit="KANWIL-BABEL")
    assert "tidak dapat diperpanjang" in staff.text(f"/perpanjangan/{about}")
    path = f"/perpanjangan/{about}"
    typed = {"csrf": staff.token(f"/penarikan/{about}"), "new_due_on": "2022-04-01", "reason": "x"}
    assert staff.client.post(path, data=typed).status_code == 409


def test_what_is_taken_back_is_asked_once(intake: Town, staff: Visitor) -> None:
    about, other = intake.first(), intake.first()
    path, successor = f"/penarikan/{about}", intake.read(other)["code"]
    typed = {"reason": "Salah alamat", "superseded_by": successor}
    with intake.unchanged():
        assert "tidak dapat dibatalkan" in told(staff, path, 200, **typed)
        page = told(staff, path, 422, reason="x", superseded_by="REK-BABEL-2022-9999")
        assert 'id="superseded_by-fault"' in page
    said(staff, path, **typed, yakin="ya")
    assert intake.read(about)["superseded_by"] == successor
    said(staff, f"/penarikan/{other}", reason="Keliru", yakin="ya")
    assert intake.read(other)["status"] == "withdrawn"


def test_what_was_implemented_opens_again(intake: Town, staff: Visitor) -> None:
    about = intake.first()
    path = f"/pembukaan/{about}"
    assert told(staff, path, 409, reason="x", new_due_on="2022-02-25")
    intake.confirmed(about)
    intake.verified(about, "implemented")
    typed = {"reason": "Papan hilang", "new_due_on": "2022-02-25"}
    with intake.unchanged():
        assert "Tenggat waktunya mulai lagi" in told(staff, path, 200, **typed)
    said(staff, path, **typed, yakin="ya")
    assert intake.read(about)["status"] == "reopened"
