"""The Ombudsman writes a letter down: block by block, looked at once more, sent whole or not."""

import re
from typing import Any

import pytest

from tests.intake.town import LETTER, OMBUDSMAN, RUTAN, Town
from tests.pages.visitor import Visitor, signed_in, words

NEW = "/surat/baru"
HEAD = {
    "letter.number": "0012/SARAN/2022",
    "letter.date": "2022-01-25",
    "letter.instrument": "saran",
    "letter.subject": "SOP kunjungan",
}
FINDING = "SOP belum mudah dilihat."
POINT = {
    "unit": RUTAN,
    "service": "kunjungan",
    "severity": "sedang",
    "components": ["persyaratan", "jangka_waktu"],
    "finding": FINDING,
    "text": "SOP dipasang di tempat yang mudah dilihat pengunjung.",
    "received_on": "2022-01-25",
}
SCRIPT = "<script>alert(1)</script>"


def form(*points: dict[str, Any], **head: str) -> dict[str, Any]:
    """The fields of the form with those blocks."""
    fields: dict[str, Any] = {**HEAD, **{f"letter.{name}": value for name, value in head.items()}}
    for number, point in enumerate(points or (POINT,)):
        fields |= {f"recommendations.{number}.{name}": value for name, value in point.items()}
    return fields


def press(visitor: Visitor, do: str, fields: dict[str, Any], status: int = 200) -> str:
    """The page that answers that button."""
    answer = visitor.send(NEW, NEW, do=do, **fields)
    assert answer.status_code == status, words(answer.get_data(as_text=True))
    return str(answer.get_data(as_text=True))


def given_back(page: str) -> dict[str, Any]:
    """The hidden fields of a page, as its form would send them."""
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        fields.setdefault(name, []).append(value)
    fields.pop("csrf")
    return fields


def test_a_letter_is_looked_at_then_sent(intake: Town, staff: Visitor) -> None:
    with intake.unchanged():
        page = press(staff, "check", form(POINT, {**POINT, "unit": "LP-SGL"}))
    assert "Kirim surat dengan 2 rekomendasi" in words(page)
    answer = staff.send(NEW, NEW, do="send", **given_back(page))
    led = answer.headers["Location"]
    assert re.fullmatch(r"/surat/[0-9a-f-]{36}\?tersimpan=1", led)
    shown = staff.text(led)
    assert "Surat tersimpan." in shown
    assert shown.count("Terkirim") + shown.count("Diterima") == 2
    assert "0012/SARAN/2022" in staff.text("/surat")
    assert intake.count("recommendation") == 2


def test_blocks_come_and_go_and_nothing_typed_is_lost(small_staff: Visitor) -> None:
    typed = form({**POINT, "text": f"Satu {SCRIPT}"}, {**POINT, "text": "Dua"})
    page = press(small_staff, "add", typed)
    assert "Rekomendasi 3" in page
    assert SCRIPT not in page
    assert "Satu &lt;script&gt;" in page
    assert 'value="0012/SARAN/2022"' in page
    assert page.count('value="jangka_waktu" checked') == 2
    page = press(small_staff, "remove-0", typed)
    assert "Rekomendasi 2" not in page
    assert "Dua</textarea>" in page


@pytest.mark.parametrize(
    ("head", "point", "field", "said"),
    [
        ({"number": ""}, {}, "letter.number", "Isi bagian ini."),
        ({"date": "2022-01-26"}, {}, "letter.date", "Tanggal ini (26 Jan 2022) belum tiba"),
        ({}, {"unit": ""}, "recommendations.0.unit", "Isi bagian ini."),
        ({}, {"components": []}, "recommendations.0.components", "Isi bagian ini."),
        ({}, {"text": " "}, "recommendations.0.text", "Isi bagian ini."),
        (
            {},
            {"received_on": "2022-01-02"},
            "recommendations.0.received_on",
            "Tanggal diterima (2 Jan 2022) mendahului tanggal surat (25 Jan 2022).",
        ),
        (
            {"instrument": "rekomendasi"},
            {},
            "recommendations.0.unit",
            "kewajibannya ada pada atasan UPT: tujukan kepada KANWIL-BABEL",
        ),
        ({}, {"repeat_of": "REK-X"}, "recommendations.0.repeat_of", "berkode REK-X"),
    ],
)
@pytest.mark.parametrize("do", ["check", "send"])
def test_a_fault_stands_at_its_field_and_nothing_is_written(
    small_intake: Town,
    *,
    head: dict[str, str],
    point: dict[str, Any],
    field: str,
    said: str,
    do: str,
) -> None:
    with small_intake.unchanged():
        staff = signed_in(small_intake.app, OMBUDSMAN)
        page = press(staff, do, form({**POINT, **point}, **head), 422)
    assert f'id="{field}-fault"' in page
    assert said in words(page)
    assert FINDING in page


def test_a_block_of_no_number_is_none(small_staff: Visitor) -> None:
    many = "9" * 5000
    page = press(small_staff, f"remove-{many}", {f"recommendations.{many}.text": "x"})
    assert set(given_back(page)) == set(given_back(small_staff.get("/surat/baru")))


def test_a_number_is_taken_once(small_intake: Town, small_staff: Visitor) -> None:
    press(small_staff, "send", form(), 303)
    with small_intake.unchanged():
        page = press(small_staff, "send", form(), 409)
    assert "sudah memakai nomor ini" in page
    assert FINDING in page


def test_a_letter_outlives_the_session_in_which_it_was_begun(
    small_intake: Town, small_staff: Visitor
) -> None:
    signed_in_again = signed_in(small_intake.app, OMBUDSMAN, "operator")
    data = {"csrf": small_staff.token(NEW), "do": "send", **form()}
    with small_intake.unchanged():
        answer = signed_in_again.client.post(NEW, data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "sebelum Anda masuk lagi" in page
    assert FINDING in page
    signed_out = small_intake.app.test_client().post(NEW, data=data)
    assert signed_out.headers["Location"].startswith("/masuk")


def test_a_repeat_is_suggested_and_the_choice_is_kept(intake: Town, staff: Visitor) -> None:
    press(staff, "send", form(), 303)
    [earlier] = intake.voice(OMBUDSMAN).get("/recommendations").json["items"]  # type: ignore[index]
    intake.on("2022-02-25")
    page = press(staff, "check", form(number="0013/SARAN/2022"))
    assert f"Ya, mengulang {earlier['code']}" in words(page)
    for number, chosen in (("0013", earlier["code"]), ("0014", "")):
        sent = form({**POINT, "repeat_of": chosen}, number=f"{number}/SARAN/2022")
        press(staff, "send", sent, 303)
    items = intake.voice(OMBUDSMAN).get("/recommendations").json["items"]  # type: ignore[index]
    assert [one["repeat_of"] for one in items] == [None, earlier["code"], None]


def test_a_second_reader_is_heard(small_staff: Visitor) -> None:
    shaky = {**POINT, "text": "Perbaiki.", "finding": "NIK 1901234567890123 tercatat."}
    page = words(press(small_staff, "check", form(shaky, shaky)))
    assert "seperti NIK" in page
    assert "sangat singkat" in page
    assert "Sama dengan rekomendasi lain" in page


def test_no_deadline_is_said_and_kept(small_intake: Town, small_staff: Visitor) -> None:
    page = press(small_staff, "check", form({**POINT, "never_due": "1"}))
    assert "Tanpa tenggat waktu" in page
    assert small_staff.send(NEW, NEW, do="send", **given_back(page)).status_code == 303
    [one] = small_intake.voice(OMBUDSMAN).get("/recommendations").json["items"]  # type: ignore[index]
    assert one["due_kind"] == "none"


def test_letters_are_listed_found_and_paged(intake: Town, staff: Visitor) -> None:
    for number in range(27):
        intake.letter(letter={**LETTER["letter"], "number": f"N/{number:02}"},
                      recommendations=LETTER["recommendations"][:1])  # fmt: skip
    first = staff.get("/surat")
    assert "N/26" in first
    assert "N/01" not in first
    [more] = re.findall(r'href="(/surat\?[^"]+)"', first)
    second = staff.text(more.replace("&amp;", "&"))
    assert "N/01" in second
    assert "N/00" in second
    assert "N/26" not in second
    assert "N/13" in staff.text("/surat?q=n/13")
    assert "Tidak ada surat yang cocok" in staff.text("/surat?q=zzz")


def test_only_the_ombudsman_writes_and_only_its_own_are_seen(
    small_intake: Town, small_staff: Visitor
) -> None:
    press(small_staff, "send", form(), 303)
    assert "Belum ada surat" in signed_in(small_intake.app, "OMBUDSMAN-SUMSEL").text("/surat")
    for office in (RUTAN, "KANWIL-BABEL"):
        assert signed_in(small_intake.app, office).client.get(NEW).status_code == 403
    assert "0012/SARAN/2022" in signed_in(small_intake.app, "KANWIL-BABEL").text("/surat")
    assert signed_in(small_intake.app, RUTAN).client.get("/surat").status_code == 403
