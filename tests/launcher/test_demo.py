"""The demonstration, as a stranger runs it: the command itself, to its end."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import urllib3

from launcher.demo import story, visit
from launcher.demo.road import AFTERWARDS
from launcher.pictures.stage import Stage, stage
from launcher.places import ROOT
from shared.cookies import SESSION
from tests.servers.places import free_port

ROWS = {
    "REK-BABEL-2022-0001": ("RT-MTK", "telah dilaksanakan", "tepat waktu", "0"),
    "REK-BABEL-2022-0002": ("RT-MTK", "telah dilaksanakan", "tepat waktu", "0"),
    "REK-BABEL-2022-0003": ("LP-SGL", "telah dilaksanakan", "tepat waktu", "0"),
    "REK-BABEL-2022-0004": ("LP-SGL", "telah dilaksanakan", "melewati tenggat waktu", "1"),
    "REK-BABEL-2022-0005": ("LPKA-PGK", "telah dilaksanakan", "tepat waktu", "0"),
    "REK-BABEL-2022-0006": ("LPKA-PGK", "telah dilaksanakan", "tepat waktu", "0"),
    "REK-BABEL-2022-0007": ("LPP-PGK", "tidak dilaksanakan", "melewati tenggat waktu", "3"),
    "REK-BABEL-2022-0008": ("LPP-PGK", "telah dilaksanakan", "tepat waktu", "0"),
    "REK-BABEL-2022-0009": ("LP-PGK", "diterima", "terlambat", "1"),
    "REK-BABEL-2022-0010": ("LPN-PGK", "menunggu verifikasi", "tepat waktu", "0"),
    "REK-BABEL-2022-0011": ("LP-TDN", "diterima", "segera jatuh tempo", "0"),
}
IN_ORDER = (
    "REK-BABEL-2022-0007 LPP-PGK   dikirim kepada LPP-PGK; jatuh tempo 11 Mar 2022",
    "REK-BABEL-2022-0007 LPP-PGK   keputusan hari libur DEMO/WALI-KOTA-PANGKALPINANG/2022/03: "
    "jatuh tempo 11 Mar 2022 → 14 Mar 2022",
    "REK-BABEL-2022-0002 RT-MTK    verifikasi: dikembalikan, jatuh tempo baru 18 Mar 2022.",
    "REK-BABEL-2022-0003 LP-SGL    konfirmasi pelaksanaan (seluruhnya)",
    "REK-BABEL-2022-0004 LP-SGL    ESKALASI tingkat 1 kepada KANWIL-BABEL",
    "Eskalasi tingkat 1: REK-BABEL-2022-0004",
    "REK-BABEL-2022-0004 LP-SGL    eskalasi tingkat 1 diakui",
    "REK-BABEL-2022-0007 LPP-PGK   ESKALASI tingkat 1 kepada KANWIL-BABEL",
    "REK-BABEL-2022-0004 LP-SGL    keputusan: instruksi, tanggal internal 29 Mar 2022.",
    "REK-BABEL-2022-0007 LPP-PGK   ESKALASI tingkat 2 kepada DITJENPAS, OMBUDSMAN-BABEL",
    "REK-BABEL-2022-0007 LPP-PGK   tangga eskalasi habis; OMBUDSMAN-BABEL diberi tahu",
    "REK-BABEL-2022-0007 LPP-PGK   verifikasi: tidak dilaksanakan.",
)


def run(folder: Path, *words: str) -> str:
    """What `./tindak …` prints on that data folder; fails where it exits with anything but 0."""
    surroundings = {"PATH": os.environ["PATH"], "TINDAK_DATA": str(folder)}
    done = subprocess.run(
        [ROOT / "tindak", *words], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.timeout(300)
def test_the_letter_of_2022_goes_the_whole_road_and_its_proof_stands(tmp_path: Path) -> None:
    told = run(tmp_path, "demo", "--until-done", "--port", str(free_port()))
    place = 0
    for line in IN_ORDER:
        place = told.index(line, place)
    table = [line.split("  ") for line in told.splitlines() if line.startswith("REK-")]
    rows = {cells[0]: tuple(cell.strip() for cell in cells[1:] if cell.strip()) for cells in table}
    assert {code: (row[0], row[2], row[3], row[5]) for code, row in rows.items()} == ROWS
    run(tmp_path / "demo", "verify")
    run(tmp_path / "demo", "audit")


def test_the_story_leaves_each_role_what_its_visitor_is_told_to_do() -> None:
    with stage() as made:
        made.on(made.acts[-1].at + AFTERWARDS)
        for turn in visit.TURNS:
            if turn.about:
                assert made.path_of(turn.about).endswith(waits(made, turn)), turn
        proposed = made.people.get("admin-2", "/amendments?status=proposed")["items"]
        assert [one["decree"] for one in proposed] == ["DEMO/BUPATI-BELITUNG/2022/04"]


def waits(made: Stage, turn: visit.Turn) -> str:
    """The code that stands at the turn's address, for its account."""
    office = turn.account.removeprefix("kepala@").removesuffix(".example").upper()
    cookie = {"Cookie": f"{SESSION}={made.session(office)}"}
    page = urllib3.request("GET", made.address + turn.path, headers=cookie).data.decode()
    codes: list[str] = re.findall(r"REK-BABEL-2022-00\d\d", page)
    return codes[0]


def test_everybody_in_the_story_has_an_office() -> None:
    acts = story.read(ROOT / "data" / "demo-story.json")
    offices = (ROOT / "data" / "offices-babel.csv").read_text("utf-8")
    for act in acts:
        assert act.who == "admin" or f"\n{act.who}," in offices, act
        assert act.file is None or (ROOT / "data" / act.file).exists()
