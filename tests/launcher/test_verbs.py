"""What an operator types, on the embedded default in a folder of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, update

from launcher.dossier import verify_dossier
from launcher.verbs import VERBS
from services.intake.store.tables import streams
from shared import tokens
from shared.db import open_engine, reading, writing
from tests.house.sources import ROOT

OFFICES = str(ROOT / "data" / "offices-babel.csv")
LETTER = str(ROOT / "data" / "letter-babel-2022.json")


class Operator:
    """Somebody at a terminal; `fails` answers what went to standard error."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._environment = {
            **{name: value for name, value in os.environ.items() if "TINDAK" not in name},
            "TINDAK_DATA": str(data),
        }

    def types(self, *words: str) -> str:
        done = self._run(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def fails(self, code: int, *words: str, **environment: str) -> str:
        done = self._run(*words, **environment)
        assert done.returncode == code, done.stderr
        return done.stderr.strip()

    def finds(self, *words: str) -> str:
        """What a check that ends with 1 told on standard output."""
        done = self._run(*words)
        assert done.returncode == 1, done.stderr
        return done.stdout.strip()

    def _run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "launcher", *words],
            cwd=ROOT, env=self._environment | environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Operator:
    made = Operator(tmp_path_factory.mktemp("data"))
    made.types("offices", "import", OFFICES)
    return made


def test_every_verb_says_how_it_is_used(operator: Operator) -> None:
    listed = operator.types("help")
    assert all(verb in listed for verb in VERBS)
    for verb in VERBS.keys() - {"test", "worker", "beat"}:
        assert f"tindak {verb}" in operator.types(verb, "--help")


def test_a_wrong_setting_is_one_line_that_names_it(operator: Operator) -> None:
    told = operator.fails(2, "migrate", TINDAK_ENV="stage")
    assert told == "tindak: TINDAK_ENV='stage' is not one of production, demo, test."


def test_an_unknown_verb_is_told_where_to_look(operator: Operator) -> None:
    assert operator.fails(2, "dance") == (
        "tindak: there is no verb 'dance'; `./tindak help` lists them."
    )


def test_importing_offices_again_changes_nothing(operator: Operator) -> None:
    assert operator.types("offices", "import", OFFICES).endswith("0 of them new or changed.")


def test_every_fault_of_a_file_is_named_with_its_place(operator: Operator, tmp_path: Path) -> None:
    wrong = tmp_path / "offices.csv"
    text = Path(OFFICES).read_text().splitlines()
    wrong.write_text("\n".join([text[0], text[1].replace("Asia/Jakarta", "Jakarta"), text[2]]))
    assert "row 2.time_zone" in operator.fails(1, "offices", "import", str(wrong))


def test_a_token_opens_until_it_is_revoked(operator: Operator) -> None:
    secret = operator.types("token", "create", "--role", "kanwil", "--office", "KANWIL-BABEL")
    engine = open_engine(f"sqlite:///{operator.data / 'registry.db'}")
    with reading(engine) as conn:
        found = tokens.carried(conn, secret)
    assert found
    assert (found.role, found.office) == ("kanwil", "KANWIL-BABEL")
    assert re.search(f"{found.id} +valid +kanwil", operator.types("token", "list"))
    operator.types("token", "revoke", found.id)
    with writing(engine) as conn:
        assert tokens.carried(conn, secret) is None
    engine.dispose()


def test_a_token_for_no_office_is_refused(operator: Operator) -> None:
    assert "needs the office's code" in operator.fails(1, "token", "create", "--role", "unit")


def test_an_account_is_made_with_a_password_told_once(operator: Operator) -> None:
    who = ("--email", "kepala@rutan.example", "--name", "Kepala Rutan")
    password = operator.types("account", "create", *who, "--office", "RT-MTK")
    assert len(password) >= 20
    assert "has an account already" in operator.fails(1, "account", "create", *who)
    operator.types("account", "disable", "--email", "kepala@rutan.example")


def test_the_chains_of_an_empty_installation_verify(operator: Operator) -> None:
    assert "intake: 0 streams" in operator.types("verify")


def test_a_changed_byte_is_found_and_named(tmp_path: Path) -> None:
    mine = Operator(tmp_path)
    mine.types("offices", "import", OFFICES)
    mine.types("letters", "import", LETTER)
    assert "intake: 1 streams, 9 events read." in mine.types("verify")
    engine = open_engine(f"sqlite:///{tmp_path / 'intake.db'}")
    second = streams.event.c.seq == 2
    with writing(engine) as conn:
        body = conn.execute(select(streams.event.c.body).where(second)).scalar_one()
        spoilt = body.replace("saran", "Saran")
        conn.execute(update(streams.event).where(second).values(body=spoilt))
    engine.dispose()
    assert "stream KANWIL-BABEL, sequence 2: its bytes do not match its hash." in mine.finds(
        "verify"
    )


def test_letters_are_tried_first_and_imported_whole(tmp_path: Path) -> None:
    operator = Operator(tmp_path)
    operator.types("offices", "import", OFFICES)
    tried = operator.types("letters", "import", LETTER, "--dry-run")
    assert tried == "1 letters read, 0 faults, nothing written."
    assert "intake: 0 streams" in operator.types("verify")
    assert "REK-BABEL-2022-0001" in operator.types("letters", "import", LETTER)
    again = operator.finds("letters", "import", LETTER)
    assert again.startswith("row 1, number: ")
    assert "intake: 1 streams" in operator.types("verify")


def test_a_dossier_is_written_and_verifies(tmp_path: Path) -> None:
    operator = Operator(tmp_path)
    operator.types("offices", "import", OFFICES)
    operator.types("letters", "import", LETTER)
    file = tmp_path / "one.zip"
    told = operator.types("dossier", "REK-BABEL-2022-0001", "--output", str(file))
    script = [sys.executable, "-I", "-S", verify_dossier.__file__, str(file)]
    verified = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert verified.split()[-1] in told
    assert file.stat().st_mode & 0o077 == 0
    unknown = operator.fails(1, "dossier", "REK-BABEL-2022-0099")
    assert unknown == "tindak: There is no recommendation REK-BABEL-2022-0099."
