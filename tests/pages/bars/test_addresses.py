"""Whatever somebody writes into an address, a page answers it in words: no number, however long,
and no day, however far, is an error of ours."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.pages.bars.town import Town

ROOT = Path(__file__).parents[3]
ASKED = (
    ("unit", "/tugas", ("cursor", "pada")),
    ("unit", "/tugas/menunggu", ("cursor", "pada")),
    ("unit", "/tugas/arsip", ("cursor", "pada")),
    ("kanwil", "/eskalasi", ("sesudah", "pada")),
    ("kanwil", "/eskalasi/{escalation}", ("konsep", "sesudah")),
    ("kanwil", "/register", ("cursor", "limit", "level", "due_from", "due_to", "pada", "order")),
    ("kanwil", "/wilayah/{kanwil}", ("pada",)),
    ("ombudsman", "/wilayah", ("pada",)),
    ("kanwil", "/perkiraan", ("sampai", "sesudah")),
    ("unit", "/rekomendasi/{code}", ("seen", "pada")),
    ("unit", "/rekomendasi/{code}/hitung-ulang", ("received_on",)),
    ("ombudsman", "/verifikasi", ("cursor", "permintaan", "unit", "service", "q")),
    ("ombudsman", "/perpanjangan/{open}", ("sampai", "permintaan")),
    ("ombudsman", "/surat", ("cursor", "q")),
    ("ombudsman", "/surat/{letter}", ("tersimpan", "diterima", "ditambah")),
    ("ombudsman", "/impor/{sheet}", ("halaman",)),
    ("admin", "/admin/akun", ("q", "sesudah")),
    ("admin", "/admin/kantor", ("q", "sesudah")),
    ("admin", "/admin/token", ("sesudah",)),
    ("admin", "/admin/kalender", ("tahun", "wilayah")),
    ("admin", "/admin/usulan", ("sesudah", "status")),
    ("admin", "/admin/usulan/{proposal}", ("sesudah",)),
    ("admin", "/admin/pengiriman", ("status", "sesudah")),
    ("admin", "/admin/pengiriman/webhook", ("sesudah",)),
)
HUGE = (
    str(10**30),
    "9" * 5000,
    f"-{10**30}",
    "0001-01-01",
    "9999-12-31",
    "1|0001-01-01T00:00:00+14:00|a",
    "1|9999-12-31T23:59:59-14:00|a",
    "0001-01-01T00:00:00+14:00|a",
    "\0",
)
READ = re.compile(r'request\.args\.get\("(\w+)"|request\.args\["(\w+)"\]|number\("(\w+)"\)')
ELSEWHERE = {"next", "v"}
"""What signing in and files read: tests/entrance and tests/shared ask them."""


@pytest.mark.parametrize(("role", "path", "names"), ASKED, ids=[path for _, path, _ in ASKED])
def test_nothing_in_an_address_is_an_error_of_ours(
    town: Town, role: str, path: str, names: tuple[str, ...]
) -> None:
    at = path.format(**town.names)
    browser = town.browser(role)
    wrong = [
        f"{name}={text[:40]!r}: {status}"
        for name in names
        for text in HUGE
        if (status := browser.get(f"{at}?{name}={quote(text)}").status_code) >= 500
    ]
    assert not wrong, wrong


def test_numbers_in_the_api_s_paths_are_bounded(town: Town) -> None:
    secret = town.world.town.voice("admin").secret
    answer = town.world.ask("GET", f"/api/v1/followup/certificates/{10**30}", secret)
    assert answer.status_code == 404


def test_nothing_that_a_page_reads_of_its_address_is_forgotten() -> None:
    asked = {name for _, _, names in ASKED for name in names}
    assert set(read()) <= asked | ELSEWHERE


def read() -> Iterator[str]:
    """Every name that a module of pages reads of an address."""
    for path in (*ROOT.glob("services/**/*.py"), *ROOT.glob("shared/**/*.py")):
        for found in READ.finditer(path.read_text()):
            yield next(name for name in found.groups() if name)
