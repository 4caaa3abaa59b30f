"""Certificates over the API, by office; downloaded and checked on another machine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from services.followup.certificate import notary
from services.followup.certificate.check import breaks, faults
from services.followup.certificate.signing import Signer
from services.followup.store import tables
from tests.house.sources import ROOT
from tests.proof.certified import SEED, Certified

PATH = "/followup/certificates"
LEVEL_1 = delete(tables.journal).where(tables.journal.c.rung == "level_1")


def test_who_may_see_what(past_due: Certified) -> None:
    past_due.spoil(LEVEL_1)
    past_due.certify()
    for who in ("admin", "DITJENPAS", "KANWIL-BABEL", "OMBUDSMAN-BABEL"):
        whole = past_due.house.get(who, f"{PATH}/1")
        assert whole["findings"] == [{"wrong": "missing", "count": 1}], who
        [shown] = whole["shown"]
        assert (shown["code"], whole["hidden"]) == ("REK-BABEL-2022-0001", 0)
        assert faults(whole, Signer(SEED).public) == []
    assert past_due.house.ask("GET", "LP-SGL", f"{PATH}/1").status_code == 403
    assert past_due.house.ask("GET", "admin", f"{PATH}/2").status_code == 404


def test_a_finding_elsewhere_is_a_count_alone_and_still_proven(past_due: Certified) -> None:
    elsewhere = "KANWIL-ELSEWHERE"
    past_due.town.record(elsewhere, code="REK-ELSEWHERE-2022-0001")
    past_due.on("2022-03-14 10:00")
    past_due.spoil(LEVEL_1)
    past_due.certify()
    whole = past_due.house.get("KANWIL-BABEL", f"{PATH}/1")
    assert whole["findings"] == [{"wrong": "missing", "count": 2}]
    assert [one["stream"] for one in whole["shown"]] == ["KANWIL-BABEL"]
    assert whole["hidden"] == 1
    assert elsewhere not in json.dumps(whole["shown"])
    assert "REK-ELSEWHERE-2022-0001" not in whole["text"]
    assert faults(whole) == []


def test_they_are_listed_newest_first(past_due: Certified) -> None:
    for _ in range(3):
        notary.certify(past_due.notary)
    first = past_due.house.get("OMBUDSMAN-BABEL", PATH, limit=2)
    assert [one["number"] for one in first["items"]] == [3, 2]
    rest = past_due.house.get("OMBUDSMAN-BABEL", PATH, limit=2, cursor=first["next"])
    assert [one["number"] for one in rest["items"]] == [1]
    assert rest["next"] is None


def test_the_public_key_is_everybodys(past_due: Certified) -> None:
    notary.certify(past_due.notary)
    answer: Any = past_due.house.app.test_client().get("/api/v1/followup/certificates/keys")
    assert answer.json["items"] == [
        {"key": Signer(SEED).public, "algorithm": "Ed25519", "first": 1, "last": 1}
    ]


def test_what_was_changed_after_signing_is_named(past_due: Certified) -> None:
    past_due.spoil(LEVEL_1)
    past_due.certify()
    whole = past_due.house.get("admin", f"{PATH}/1")
    better = whole["text"].replace('"findings":{"missing":1}', '"findings":{}')
    assert better != whole["text"]
    assert "its signature does not fit its text" in faults({**whole, "text": better})
    assert faults({**whole, "hash": "0" * 64}) == ["its text does not match its hash"]
    [other] = faults(whole, "0" * 64)
    assert other.startswith("it is signed with another key, ")
    invented = [{**whole["shown"][0], "rung": "level_2"}]
    assert faults({**whole, "shown": invented}) == [
        "it shows a finding that does not stand in its text"
    ]
    assert faults({"text": "{}"})[0].startswith("it cannot be read as a certificate")
    assert faults({**whole, "shown": [{"code": 1}]}) == ["its findings cannot be read"]


def test_a_chain_without_its_middle_or_with_another_shows(past_due: Certified) -> None:
    for _ in range(3):
        notary.certify(past_due.notary)
    one, two, three = (past_due.house.get("admin", f"{PATH}/{n}") for n in (1, 2, 3))
    assert list(breaks([three, one, two])) == []
    assert list(breaks([one, three])) == []
    assert list(breaks([{**two, "hash": "0" * 64}, three])) == ["certificate 3 does not follow 2"]


def test_the_verb_checks_a_download_without_an_installation(
    past_due: Certified, tmp_path: Path
) -> None:
    files = []
    for number in (1, 2):
        notary.certify(past_due.notary)
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(past_due.house.get("KANWIL-BABEL", f"{PATH}/{number}")))
    done = typed(tmp_path, *files, "--key", Signer(SEED).public)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(f"0 findings, signed with {Signer(SEED).public}.") == 2
    files[1].write_text(files[1].read_text().replace("KANWIL-BABEL", "KANWIL-LABEL"))
    done = typed(tmp_path, *files)
    assert done.returncode == 1
    assert f"{files[1]}: its text does not match its hash; its signature" in done.stdout


def typed(folder: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "launcher", "audit", "--certificate", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env={"TINDAK_DATA": str(folder / "none"), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
