"""What an operator types: a backup beside a running installation, and its return elsewhere."""

import re
import sqlite3
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from launcher import environment, places
from launcher.backup.bring_back import ORDER
from shared.clock import ANCHOR_NAME, write_anchor
from tests.house.sources import ROOT
from tests.launcher.test_beside import START
from tests.launcher.test_verbs import LETTER, OFFICES, Operator


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Operator:
    """An installation at the letter of 2022, and its backup an hour later, when no worker had sent
    anything."""
    made = Operator(tmp_path_factory.mktemp("lost"))
    environment.keep(made.data, "demo")
    write_anchor(made.data / ANCHOR_NAME, START, 0)
    made.types("offices", "import", OFFICES)
    made.types("letters", "import", LETTER)
    made.types("rebuild")
    write_anchor(made.data / ANCHOR_NAME, START + timedelta(hours=1), 0)
    told = made.types("backup", str(file_of(made)))
    assert re.search(r"backup\.tar: \d+ rows of 3 databases and 0 files of evidence as of", told)
    return made


def file_of(operator: Operator) -> Path:
    return operator.data.parent / f"{operator.data.name}-backup.tar"


def test_it_returns_to_an_empty_machine_and_works(operator: Operator, tmp_path: Path) -> None:
    new = Operator(tmp_path / "new")
    told = new.types("restore", str(file_of(operator))).splitlines()
    assert told[0].startswith("Restored as of ")
    assert told[-1] == "Verified: 0 findings."
    for name in ("secret-key", "feed-token", "environment", "clock.json"):
        assert (new.data / name).read_text() == (operator.data / name).read_text()
        assert (new.data / name).stat().st_mode & 0o077 == 0
    assert new.types("audit").endswith("0 findings.")
    listed = new.types("letters", "held").splitlines()
    assert listed[-1] == f"{len(listed) - 1} letters wait for your word."
    assert len(listed) > 2
    first = listed[0].split()[0]
    assert new.types("letters", "discard", first).startswith("discard: ")
    assert new.fails(1, "letters", "release", first) == (
        "tindak: This letter is dropped, not held."
    )
    new.types("letters", "release", "--all")
    assert new.types("letters", "held") == "0 letters wait for your word."


def test_nothing_is_written_over_what_is_there(operator: Operator, tmp_path: Path) -> None:
    file = str(file_of(operator))
    told = operator.fails(2, "restore", file)
    assert told == (
        "tindak: A backup returns to an empty place, but there is data already: registry and "
        "intake and followup. Nothing was written."
    )
    assert operator.fails(2, "backup", file).endswith("name another file, or say --force.")
    other = tmp_path / "other"
    other.mkdir()
    (other / "secret-key").write_text("x" * 40)
    told = Operator(other).fails(2, "restore", file)
    assert told.startswith(f"tindak: TINDAK_DATA: {other} holds another secret-key")
    assert sorted(one.name for one in other.iterdir()) == ["lock", "secret-key"]


def test_what_runs_is_not_restored_under(operator: Operator, tmp_path: Path) -> None:
    with places.held(tmp_path):
        told = Operator(tmp_path).fails(2, "restore", str(file_of(operator)))
    assert "is in use by process" in told


def test_no_backup_is_one_line(tmp_path: Path) -> None:
    operator = Operator(tmp_path / "new")
    assert operator.fails(2, "backup", "b.tar").startswith("tindak: TINDAK_DATA: no installation")
    (tmp_path / "b.tar").write_text("something else entirely" * 100)
    for file in (tmp_path / "b.tar", tmp_path / "nowhere.tar", tmp_path):
        told = operator.fails(2, "restore", str(file))
        assert told.startswith("tindak: ")
        assert "\n" not in told
    assert not (operator.data / "registry.db").exists()


def test_only_the_lost_part_returns(operator: Operator, tmp_path: Path) -> None:
    new = Operator(tmp_path / "new")
    new.types("restore", str(file_of(operator)))
    for end in ("", "-wal", "-shm"):
        (new.data / f"followup.db{end}").unlink(missing_ok=True)
    told = new.types("restore", str(file_of(operator)), "--only", "followup")
    assert told.splitlines()[-1] == "Verified: 0 findings."
    new.types("rebuild")
    assert new.types("verify")


@pytest.fixture(scope="module")
def moved(operator: Operator, tmp_path_factory: pytest.TempPathFactory) -> Operator:
    """An installation that a newer program has migrated."""
    made = Operator(tmp_path_factory.mktemp("moved") / "new")
    made.types("restore", str(file_of(operator)))
    for name in ORDER:
        conn = sqlite3.connect(made.data / f"{name}.db", isolation_level=None)
        conn.execute("UPDATE alembic_version SET version_num = 'z9999'")
        conn.close()
    return made


@pytest.mark.parametrize("verb", ["web", "intake", "followup", "worker", "beat", "audit", "verify"])
def test_no_program_acts_on_a_newer_schema(moved: Operator, verb: str) -> None:
    told = moved.fails(2, verb, **environment.embedded({}, moved.data))
    assert "which is newer than this program" in told
    assert told.startswith("tindak: ")
    assert "\n" not in told


def test_the_file_is_what_any_tar_program_shows(operator: Operator) -> None:
    shown = subprocess.run(
        ["tar", "-tf", str(file_of(operator))], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.splitlines()
    assert shown[-1] == "manifest.json"
    assert "tables/intake/event.jsonl.gz" in shown
