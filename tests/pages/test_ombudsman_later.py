"""What the Ombudsman says of a letter that stands: proof that it arrived, one more point."""

import re
from typing import Any

import pytest

from tests.intake.town import KANWIL, OMBUDSMAN, RUTAN, Town
from tests.pages.test_ombudsman_letters import POINT, given_back
from tests.pages.visitor import Visitor, signed_in, words

PROOF = {"received_on": "2022-01-26", "proof": "Tanda terima kurir 0123"}
SCRIPT = "<script>alert(1)</script>"


def letter_of(town: Town) -> str:
    """The address of a letter to the Rutan, whose receipt nobody has proven."""
    about = town.first(received_on="leave out")
    town.on("2022-01-28")
    return f"/surat/{town.read(about)['letter_id']}"


def test_a_receipt_is_proven_for_all_that_came_in_one_envelope(
    intake: Town, staff: Visitor
) -> None:
    letter = intake.letter()
    intake.on("2022-01-28")
    page = f"/surat/{letter['id']}"
    form = f"{page}/penerimaan/{RUTAN}"
    assert f'href="{form}"' in staff.get(page)
    assert "ikut dibuktikan (2)" in staff.text(form)
    answer = staff.send(form, form, **PROOF)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?diterima={RUTAN}")
    shown = staff.text(answer.headers["Location"])
    assert "Tanggal terima Rumah Tahanan Negara Kelas IIB Muntok tersimpan." in shown
    assert shown.count("Tanggal terima: Rabu, 26 Januari 2022 (ada buktinya)") == 2
    said = [intake.read(one["id"])["receipts"][-1] for one in letter["recommendations"][:2]]
    assert [(one["by"], one["proof"]) for one in said] == [("ombudsman", PROOF["proof"])] * 2


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"received_on": "2022-01-26", "proof": ""}, "proof", "Sebutkan buktinya"),
        ({"received_on": "", "proof": SCRIPT}, "received_on", "Isi bagian ini."),
        ({"received_on": "2022-01-29", "proof": SCRIPT}, "received_on", "belum tiba"),
        ({"received_on": "2022-01-02", "proof": SCRIPT}, "received_on", "mendahului tanggal"),
        ({"received_on": "26 Januari", "proof": SCRIPT}, "received_on", "Tulis tanggal seperti"),
    ],
)
def test_what_is_wrong_with_a_proof_stands_at_its_field(
    small_intake: Town, small_staff: Visitor, typed: dict[str, str], field: str, said: str
) -> None:
    form = f"{letter_of(small_intake)}/penerimaan/{RUTAN}"
    with small_intake.unchanged():
        answer = small_staff.send(form, form, **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-fault">[^<]*{said}', page), words(page)
    assert SCRIPT not in page
    if typed["proof"]:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page


def test_the_same_proof_twice_is_told_and_a_better_one_taken(
    small_intake: Town, small_staff: Visitor
) -> None:
    form = f"{letter_of(small_intake)}/penerimaan/{RUTAN}"
    assert small_staff.send(form, form, **PROOF).status_code == 303
    assert 'value="2022-01-26"' in small_staff.get(form)
    again = small_staff.send(form, form, **PROOF)
    assert again.status_code == 409
    assert "sudah ada buktinya" in again.text
    assert small_staff.send(form, form, **PROOF | {"received_on": "2022-01-27"}).status_code == 303


def test_what_is_closed_needs_no_proof_and_others_may_not_say_it(
    small_intake: Town, small_staff: Visitor
) -> None:
    page = letter_of(small_intake)
    form = f"{page}/penerimaan/{RUTAN}"
    small_staff.get(f"{page}/penerimaan/LP-SGL", 404)
    signed_in(small_intake.app, KANWIL).get(form, 403)
    kanwil = signed_in(small_intake.app, KANWIL).get(page)
    assert "/penerimaan/" not in kanwil
    assert "/tambah" not in kanwil
    about = small_staff.get(page).partition("/rekomendasi/")[2].partition('"')[0]
    ids = small_intake.voice(OMBUDSMAN).get("/recommendations", q=about).json
    assert ids
    path = f"/recommendations/{ids['items'][0]['id']}/withdrawal"
    assert small_intake.voice(OMBUDSMAN).post(path, {"reason": "Keliru."}).status_code == 201
    assert form not in small_staff.get(page)
    small_staff.get(form, 409)


def test_one_more_recommendation_is_looked_at_then_sent(intake: Town, staff: Visitor) -> None:
    letter = letter_of(intake)
    form = f"{letter}/tambah"
    block: dict[str, Any] = {f"recommendations.0.{name}": value for name, value in POINT.items()}
    with intake.unchanged():
        page = staff.send(form, form, do="check", **block).get_data(as_text=True)
    assert "Kirim rekomendasi ini" in page
    assert 'name="repeat_of"' not in page  # what stands in the same letter repeats nothing
    answer = staff.send(form, form, do="send", **given_back(page))
    assert answer.status_code == 303
    assert re.fullmatch(rf"{letter}\?ditambah=REK-BABEL-2022-0002", answer.headers["Location"])
    shown = staff.text(answer.headers["Location"])
    assert "REK-BABEL-2022-0002 tersimpan. Rumah Tahanan Negara Kelas IIB Muntok menerima" in shown
    assert "Rekomendasi (2)" in shown
    with intake.unchanged():
        again = staff.send(form, form, do="send", **given_back(page))
    assert again.headers["Location"] == answer.headers["Location"]


@pytest.mark.parametrize("do", ["check", "send"])
def test_what_is_wrong_with_an_addition_stands_at_its_field(
    small_intake: Town, small_staff: Visitor, do: str
) -> None:
    form = f"{letter_of(small_intake)}/tambah"
    typed = {**POINT, "text": f"Satu {SCRIPT}", "received_on": "2022-01-02", "unit": "LP-X"}
    block: dict[str, Any] = {f"recommendations.0.{name}": value for name, value in typed.items()}
    folded = {"recommendations.0.repeat_of": "REK-X"}
    with small_intake.unchanged():
        answer = small_staff.send(form, form, do=do, **block, **folded)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="recommendations.0.received_on-fault">Tanggal diterima (2 Jan 2022)' in page
    assert 'id="recommendations.0.unit-fault">Tidak ada kantor' in page
    assert "<details open>" in page
    assert "Satu &lt;script&gt;" in page
    assert "Satu &lt;script&gt;" in small_staff.send(form, form, do="edit", **block).text


def test_dates_worked_out_lead_back_to_the_letter_they_are_of(
    small_intake: Town, small_staff: Visitor
) -> None:
    page = small_staff.get(f"{letter_of(small_intake)}/tambah")
    assert 'name="letter.instrument" value="saran"' in page
    assert 'formaction="/tenggat"' in page
