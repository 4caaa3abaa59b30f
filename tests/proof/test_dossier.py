"""A dossier verifies on another machine, and whatever is changed in it is named there."""

import json
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from launcher.dossier import verify_dossier
from launcher.dossier.make import Tampered, UnknownCode, make
from services.followup.store import tables as own
from services.intake.store import tables as theirs
from tests.proof.story import Story

CODE = "REK-BABEL-2022-0001"
SCRIPT = Path(verify_dossier.__file__)
KINDS = (
    "case", "chains", "deadline-card", "escalation", "events/followup", "events/intake",
    "evidence", "evidence-row", "journal-line", "manifest", "verify_dossier",
)  # fmt: skip


@pytest.fixture
def dossier(told: Story, tmp_path: Path) -> Path:
    """The dossier of the recommendation that was confirmed, returned and escalated."""
    return made(told, tmp_path / "dossier.zip")


def made(told: Story, output: Path, code: str = CODE) -> Path:
    now = told.town.clock.now()
    seal = make(told.intake, told.place.engine, told.evidence, code, output, made_at=now)
    assert seal == sha256(read(output)["manifest.json"]).hexdigest()
    return output


def test_it_verifies_with_the_standard_library_alone(dossier: Path) -> None:
    told = verified(dossier, 0)
    assert told[-1].startswith(f"{CODE}: 0 faults.")
    assert {kind for name in read(dossier) for kind in KINDS if name.startswith(kind)} == {*KINDS}
    assert len(SCRIPT.read_text().splitlines()) < 100
    assert verified(dossier, 0, told[0]) == told, "its own head is an anchor"


def test_one_changed_byte_of_any_file_is_named(dossier: Path, tmp_path: Path) -> None:
    whole = read(dossier)
    for name, content in whole.items():
        other = bytearray(content)
        other[len(content) // 2] ^= 1
        spoilt = written(tmp_path / "spoilt.zip", {**whole, name: bytes(other)})
        expected = "manifest.json" if name.startswith("manifest") else name
        assert faults(spoilt)[0].startswith(f"{expected}: ")


def test_what_is_missing_or_added_is_named(dossier: Path, tmp_path: Path) -> None:
    whole = read(dossier)
    lost = next(name for name in whole if name.startswith("journal-line"))
    less = written(tmp_path / "less.zip", {k: v for k, v in whole.items() if k != lost})
    assert faults(less) == [f"{lost}: it is missing."]
    more = written(tmp_path / "more.zip", {**whole, "evidence/other": b"."})
    assert faults(more) == ["evidence/other: the manifest does not list it."]


def test_a_new_manifest_does_not_help_where_a_chain_proves(dossier: Path, tmp_path: Path) -> None:
    whole = read(dossier)
    for kind in ("events/intake", "events/followup", "evidence/"):
        name = [name for name in whole if name.startswith(kind)][-1]
        other = whole[name].replace(b"2022", b"2021") if kind != "evidence/" else b"another photo"
        assert other != whole[name]
        forged = written(tmp_path / "forged.zip", resealed({**whole, name: other}))
        assert faults(forged)[0].startswith(f"{name}: ")
    anchor = f"intake/KANWIL-BABEL:1:{'0' * 64}"
    assert "does not lead through" in " ".join(verified(dossier, 1, anchor))


def test_no_other_event_is_shown(dossier: Path, told: Story) -> None:
    files = read(dossier)
    for other in told.ids[1:]:
        assert not [name for name, content in files.items() if other.encode() in content]


def test_what_was_tampered_with_is_not_handed_on(told: Story, tmp_path: Path) -> None:
    first = own.journal.c.recommendation_id == told.ids[0]
    with told.spoilt(told.place.engine, own.journal, "body", first), pytest.raises(Tampered):
        made(told, tmp_path / "a.zip")
    fifth = theirs.streams.event.c.seq == 5
    with told.spoilt(told.intake, theirs.streams.event, "body", fifth), pytest.raises(Tampered):
        made(told, tmp_path / "a.zip")
    with pytest.raises(UnknownCode):
        made(told, tmp_path / "a.zip", "REK-BABEL-2022-0099")
    assert list(tmp_path.glob("a.zip*")) == []
    assert verified(made(told, tmp_path / "b.zip", "REK-BABEL-2022-0002"), 0)


def verified(file: Path, code: int, *anchors: str) -> list[str]:
    """What the script told, in a process that has nothing of ours."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(file), *anchors]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return (done.stdout or done.stderr).splitlines()


def faults(file: Path) -> list[str]:
    """The faults that the script names, without the heads."""
    heads = ("intake/", "followup/", CODE)
    return [line for line in verified(file, 1) if not line.startswith(heads)]


def read(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(file: Path, contents: Mapping[str, bytes]) -> Path:
    with ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file


def resealed(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """With a manifest that lists what is there now."""
    manifest = json.loads(contents["manifest.json"])
    listed = {name: sha256(contents[name]).hexdigest() for name in manifest["files"]}
    body = json.dumps({**manifest, "files": listed}).encode()
    seal = sha256(body).hexdigest().encode()
    return {**contents, "manifest.json": body, "manifest.sha256": seal}
