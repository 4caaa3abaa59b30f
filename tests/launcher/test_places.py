"""The embedded default's folder: secrets of its own, one user at a time, short socket paths."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import environment, places
from shared import config


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = places.secret(tmp_path, "secret-key")
    assert len(first) >= config.MIN_SECRET
    assert places.secret(tmp_path, "secret-key") == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_data_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = places.data_folder({"TINDAK_DATA": str(tmp_path / "new")})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_second_installation_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from launcher import places\n"
        "with places.held(Path(sys.argv[1])): pass"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with places.held(tmp_path):
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "InUse" in second.stderr
        assert "set TINDAK_DATA to another folder" in second.stderr
    assert subprocess.run(command, check=False).returncode == 0


def test_a_long_path_gets_a_short_socket_that_is_found_again(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)
    (deep / "broker").mkdir(parents=True)
    path = places.socket_path(deep)
    try:
        assert len(str(path)) <= places.LONGEST_SOCKET_PATH
        assert places.socket_path(deep) == path
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    finally:
        path.parent.rmdir()


def test_a_socket_folder_that_others_may_enter_is_not_taken(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)
    (deep / "broker").mkdir(parents=True)
    path = places.socket_path(deep)
    path.parent.chmod(0o755)
    other = places.socket_path(deep)
    path.parent.rmdir()
    other.parent.rmdir()
    assert other != path


def test_the_embedded_default_is_a_whole_configuration(tmp_path: Path) -> None:
    settings = config.load(environment.embedded({}, tmp_path, port=8123))
    assert settings.env == "production"
    assert settings.public_url == "http://127.0.0.1:8123"
    assert settings.data == tmp_path


def test_each_default_gives_way_to_the_caller(tmp_path: Path) -> None:
    mine = "redis://broker.example:6379/0"
    assert environment.embedded({"TINDAK_BROKER_URL": mine}, tmp_path)["TINDAK_BROKER_URL"] == mine


def test_a_configured_installation_is_given_no_default() -> None:
    given = {"TINDAK_ENV": "production"}
    assert environment.settled(given) == given
    with pytest.raises(config.ConfigError, match="TINDAK_REGISTRY_DATABASE_URL is missing"):
        config.load(environment.settled(given))
