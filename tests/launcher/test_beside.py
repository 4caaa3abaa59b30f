"""Verbs beside an installation: none is made by looking, and a simulated one keeps its time."""

import re
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from launcher import environment
from launcher.demo.access import Keys, keep
from shared import accounts, config, sessions
from shared.clock import ANCHOR_NAME, real_now, write_anchor
from shared.db import open_engine, reading, writing
from shared.registry_tables import session
from tests.launcher.test_verbs import OFFICES, Operator

START = datetime(2022, 1, 25, 2, tzinfo=UTC)
LOOKING = [("verify",), ("audit",), ("simulate", "--until", "2022-03-01")]


@pytest.mark.parametrize("words", LOOKING, ids=lambda words: words[0])
def test_looking_at_nothing_makes_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = tmp_path / "data"
    told = Operator(folder).fails(2, *words)
    assert told == f"tindak: TINDAK_DATA: no installation lies in {folder}; name its folder."
    assert not folder.exists()


def test_a_demonstration_below_is_pointed_to(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "registry.db").touch()
    told = Operator(tmp_path).fails(2, "verify")
    assert told.endswith(f" A demonstration lies in {tmp_path}/demo.")
    assert [one.name for one in tmp_path.iterdir()] == ["demo"]


def test_verbs_beside_a_demonstration_read_its_clock(tmp_path: Path) -> None:
    environment.keep(tmp_path, "demo")
    write_anchor(tmp_path / ANCHOR_NAME, START, 0)
    settings = config.load(environment.settled({"TINDAK_DATA": str(tmp_path)}))
    assert (settings.env, settings.clock.now()) == ("demo", START)
    operator = Operator(tmp_path)
    operator.types("offices", "import", OFFICES)
    assert operator.types("audit").endswith("0 findings.")
    who = ("--email", "kepala@rutan.example", "--office", "RT-MTK")
    operator.types("account", "create", *who, "--name", "Kepala")
    engine = open_engine(f"sqlite:///{tmp_path / 'registry.db'}")
    with reading(engine) as conn:
        row = accounts.lookup(conn, "kepala@rutan.example")
        assert row is not None
        held = accounts.held(conn, settings.clock, row.id)
    engine.dispose()
    assert held["RT-MTK"].from_on == START.date()


@pytest.mark.parametrize("verb", ["up", "migrate"])
def test_production_refuses_a_folder_of_simulated_time(tmp_path: Path, verb: str) -> None:
    write_anchor(tmp_path / ANCHOR_NAME, START, 0)
    told = Operator(tmp_path).fails(2, verb)
    assert "time is simulated in" in told
    assert told.count("\n") == 0


def test_up_on_a_demonstrations_folder_is_refused(tmp_path: Path) -> None:
    environment.keep(tmp_path, "demo")
    write_anchor(tmp_path / ANCHOR_NAME, START, 0)
    assert "production refuses" in Operator(tmp_path).fails(2, "up")


@pytest.mark.parametrize("verb", ["up", "demo", "web"])
@pytest.mark.parametrize("port", ["70000", "-1", "0", "http"])
def test_what_is_no_port_is_one_line(tmp_path: Path, verb: str, port: str) -> None:
    told = Operator(tmp_path / "data").fails(2, verb, "--port", port)
    assert told == f"tindak: there is no port '{port}': choose one from 1 to 65535."


def test_a_data_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for place in (file, file / "below"):
        told = Operator(place).fails(2, "up")
        assert told.startswith(f"tindak: TINDAK_DATA: {place} cannot be a data folder (")
        assert "\n" not in told


def test_a_database_in_no_folder_is_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/intake.db"
    told = Operator(tmp_path / "data").fails(2, "migrate", TINDAK_INTAKE_DATABASE_URL=url)
    assert told.startswith(f"tindak: TINDAK_INTAKE_DATABASE_URL: there is no folder {tmp_path}/now")
    assert "\n" not in told


def test_a_new_password_ends_every_session(tmp_path: Path) -> None:
    operator = Operator(tmp_path)
    operator.types("offices", "import", OFFICES)
    who = ("--email", "kepala@rutan.example")
    made = operator.types("account", "create", *who, "--name", "Kepala", "--office", "RT-MTK")
    assert re.fullmatch(r"password: \S{20}", made)
    engine = open_engine(f"sqlite:///{tmp_path / 'registry.db'}")
    with writing(engine) as conn:
        row = accounts.lookup(conn, who[1])
        assert row is not None
        values = {"hash": "h", "account": row.id, "created_at": real_now()}
        expires = real_now() + sessions.LENGTH
        conn.execute(insert(session).values(**values, office="RT-MTK", expires_at=expires))
    told = operator.types("account", "password", *who)
    assert told.startswith("kepala@rutan.example: 1 sessions ended; password: ")
    with reading(engine) as conn:
        row = accounts.lookup(conn, who[1])
        revoked = conn.execute(select(session.c.revoked_at)).scalar_one()
    engine.dispose()
    assert revoked is not None
    assert accounts.proven(row, told.split()[-1]).email == who[1]
    with pytest.raises(accounts.WrongCredentials):
        accounts.proven(row, made.split()[-1])
    assert "no account" in operator.fails(1, "account", "password", "--email", "nobody@b.example")


@pytest.mark.parametrize("verb", ["test", "worker", "beat"])
def test_help_is_quick_where_another_program_takes_the_arguments(tmp_path: Path, verb: str) -> None:
    began = time.monotonic()
    told = Operator(tmp_path).types(verb, "--help")
    assert told.startswith(f"usage: tindak {verb} [")
    assert time.monotonic() - began < 5


def test_the_keys_of_the_demonstration_are_its_owners_alone(tmp_path: Path) -> None:
    path = keep(tmp_path, Keys({"feed": "f1", "RT-MTK": "t1"}, {"kepala@rt-mtk.example": "p1"}))
    assert path == tmp_path / "access.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert "t1" in text
    assert "p1" in text
    assert "f1" not in text
