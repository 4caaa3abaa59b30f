"""The command itself: found from anywhere, whole after any interruption, brief when it cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT

MAIN = "import os, sys; print('called', os.getcwd(), *sys.argv[1:])"
TOOLS = ("sh", "dirname", "readlink", "cmp")


def call(
    command: Path, *words: str, folder: Path, path: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PATH": path} if path else {})}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [command, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the same make whose locks name no package, so that nothing is downloaded."""
    root = tmp_path / "a project"
    (root / "launcher").mkdir(parents=True)
    (root / "requirements").mkdir()
    shutil.copy(ROOT / "tindak", root)
    shutil.copy(ROOT / "launcher" / "install.py", root / "launcher")
    (root / "launcher" / "__init__.py").touch()
    (root / "launcher" / "__main__.py").write_text(MAIN)
    for lock in ("run", "test"):
        (root / "requirements" / f"{lock}.txt").write_text("# nothing\n")
    return root


def test_it_runs_in_the_callers_folder_and_imports_nothing_from_there(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "__init__.py").write_text("raise SystemExit('the wrong module')")
    (tmp_path / "link").symlink_to(ROOT / "tindak")
    done = call(tmp_path / "link", "help", folder=tmp_path)
    assert done.returncode == 0
    assert "./tindak VERB" in done.stdout


def test_without_python_it_says_so_in_one_line(project: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (bare / tool).symlink_to(found)
    done = call(project / "tindak", "help", folder=tmp_path, path=str(bare))
    assert done.returncode == 69
    assert done.stderr == "tindak: needs Python 3.11 or newer; install it and call this again.\n"


def test_the_first_call_makes_the_environment_and_a_broken_one_is_made_anew(
    project: Path, tmp_path: Path
) -> None:
    first = call(project / "tindak", "help", folder=tmp_path)
    assert first.returncode == 0, first.stderr
    assert first.stdout == f"called {tmp_path} help\n"
    assert "making" in first.stderr

    assert call(project / "tindak", "help", folder=tmp_path).stderr == ""

    leftover = project / ".venv" / "leftover"
    leftover.touch()
    (project / ".venv" / "run.txt").unlink()
    again = call(project / "tindak", "help", folder=tmp_path)
    assert again.returncode == 0, again.stderr
    assert not leftover.exists()


def test_two_first_calls_at_once_do_each_other_no_harm(project: Path, tmp_path: Path) -> None:
    both = [
        subprocess.Popen([project / "tindak", "x"], cwd=tmp_path, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]  # fmt: skip
    told = [one.communicate(timeout=60) for one in both]
    assert [out for out, _ in told] == [f"called {tmp_path} x\n"] * 2
    assert sum("making" in err for _, err in told) == 1


def test_a_changed_lock_is_installed_at_the_next_call(project: Path, tmp_path: Path) -> None:
    assert call(project / "tindak", "test", folder=tmp_path).returncode == 0
    assert (project / ".venv" / "test.txt").exists()
    (project / "requirements" / "run.txt").write_text("# nothing either\n")
    assert call(project / "tindak", "x", folder=tmp_path).returncode == 0
    held = (project / ".venv" / "run.txt").read_text()
    assert held == "# nothing either\n"


def test_packages_that_cannot_be_had_leave_nothing_that_looks_whole(
    project: Path, tmp_path: Path
) -> None:
    (project / "requirements" / "run.txt").write_text("/no/such/package.whl\n")
    done = call(project / "tindak", "x", folder=tmp_path)
    assert done.returncode == 1
    assert "the packages were not installed" in done.stderr
    assert not (project / ".venv" / "run.txt").exists()
