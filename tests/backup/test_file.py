"""A file that is not what was written restores nothing; a backup is whole or not there."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from launcher.backup.archive import NotWhole
from launcher.backup.fill import TooNew
from launcher.backup.make import Damaged
from launcher.backup.targets import NotEmpty
from services.intake.evidence import path_of
from shared.db import reading
from tests.backup import doctored
from tests.backup.conftest import Empty
from tests.backup.doctored import Parts
from tests.backup.original import Original, Place3

JOURNAL = "tables/followup/journal.jsonl.gz"


def nothing_is_there(place: Place3) -> bool:
    for engine in place.engines.values():
        with reading(engine) as conn:
            if engine.dialect.get_table_names(conn):
                return False
    return [one for one in place.data.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_half_a_file_restores_nothing(
    plain: Original, small: Empty, tmp_path: Path, share: float
) -> None:
    half, whole = tmp_path / "half.tar", plain.file.read_bytes()
    half.write_bytes(whole[: int(len(whole) * share)])
    place = small()
    with pytest.raises(NotWhole, match=r"is no backup|lacks"):
        place.bring_back(half)
    assert nothing_is_there(place)


@pytest.mark.parametrize("kind", ["tables/", "evidence/", "kept/"])
def test_one_changed_byte_is_named(
    plain: Original, small: Empty, tmp_path: Path, kind: str
) -> None:
    parts = doctored.parts_of(plain.file)
    name = next(name for name in parts if name.startswith(kind) and len(parts[name]) > 30)
    body = bytearray(parts[name])
    body[len(body) // 2] ^= 1
    place = small()
    with pytest.raises(NotWhole, match=name.removeprefix("evidence/")):
        place.bring_back(doctored.written({**parts, name: bytes(body)}, tmp_path / "b.tar"))
    assert nothing_is_there(place)


@pytest.mark.parametrize("name", [JOURNAL, "kept/secret-key", "evidence", "manifest.json"])
def test_a_part_that_is_missing_is_noticed(
    plain: Original, small: Empty, tmp_path: Path, name: str
) -> None:
    parts = doctored.parts_of(plain.file)
    del parts[next(one for one in parts if one.startswith(name))]
    place = small()
    with pytest.raises(NotWhole, match=name):
        place.bring_back(doctored.written(parts, tmp_path / "b.tar"))
    assert nothing_is_there(place)


@pytest.mark.parametrize("name", ["../elsewhere", "/etc/passwd", "kept/more", "tables/intake/x"])
def test_a_part_too_many_is_noticed(
    plain: Original, small: Empty, tmp_path: Path, name: str
) -> None:
    parts = doctored.parts_of(plain.file)
    place = small()
    with pytest.raises(NotWhole, match=name):
        place.bring_back(doctored.written({name: b"", **parts}, tmp_path / "b.tar"))
    assert nothing_is_there(place)


def test_what_fails_on_the_way_leaves_nothing(
    plain: Original, empty: Empty, tmp_path: Path
) -> None:
    """The last rows of the last database do not fit: the others are not there either."""

    def twice(parts: Parts, _said: Any) -> None:
        lines = doctored.rows(parts, JOURNAL)
        doctored.put(parts, JOURNAL, [*lines, lines[0]])

    place = empty()
    with pytest.raises(Exception, match=r"(?i)unique"):
        place.bring_back(doctored.changed(plain.file, tmp_path / "b.tar", twice))
    assert nothing_is_there(place)
    place.bring_back(plain.file)
    assert place.findings() == []


def test_columns_come_from_the_schema_not_from_the_file(
    plain: Original, small: Empty, tmp_path: Path
) -> None:
    def renamed(_parts: Parts, said: Any) -> None:
        table = said["databases"]["registry"]["tables"][0]
        table["columns"][0] = 'x") VALUES (1); --'

    place = small()
    with pytest.raises(NotWhole, match="is not that of its schema"):
        place.bring_back(doctored.changed(plain.file, tmp_path / "b.tar", renamed))
    assert nothing_is_there(place)


def test_a_backup_of_a_newer_program_is_refused(
    plain: Original, small: Empty, tmp_path: Path
) -> None:
    def newer(_parts: Parts, said: Any) -> None:
        said["databases"]["intake"]["schema"] = "i9999"

    place = small()
    with pytest.raises(TooNew, match="intake has schema i9999, which is newer than this program"):
        place.bring_back(doctored.changed(plain.file, tmp_path / "b.tar", newer))
    assert nothing_is_there(place)


def test_a_manifest_of_another_format_is_refused(
    plain: Original, small: Empty, tmp_path: Path
) -> None:
    parts = doctored.parts_of(plain.file)
    said = {**json.loads(parts["manifest.json"]), "format": 2}
    parts["manifest.json"] = json.dumps(said).encode()
    with pytest.raises(NotWhole, match="manifest cannot be read"):
        small().bring_back(doctored.written(parts, tmp_path / "b.tar"))


def test_nothing_that_is_there_is_replaced(original: Original, twin: Empty) -> None:
    place = twin()
    place.bring_back(original.file, "registry")
    with pytest.raises(NotEmpty, match="there is data already: registry"):
        place.bring_back(original.file)
    place.bring_back(original.file, "evidence")
    with reading(place.engines["intake"]) as conn:
        assert place.engines["intake"].dialect.get_table_names(conn) == []


def test_a_file_that_is_there_is_replaced_only_when_asked(plain: Original, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    file.write_text("the last one")
    with pytest.raises(NotWhole, match="exists: name another file, or say --force"):
        plain.place.back_up(file)
    assert file.read_text() == "the last one"
    plain.place.back_up(file, force=True)
    assert file.read_bytes()[:6] == b"tables"
    assert os.listdir(tmp_path) == ["backup.tar"]


def test_damaged_evidence_is_no_backup_unless_it_is_asked_for(
    plain: Original, small: Empty, tmp_path: Path
) -> None:
    place = small()
    place.bring_back(plain.file)
    (sha256,) = [name for name in doctored.parts_of(plain.file) if name.startswith("evidence")]
    file = path_of(place.data / "evidence", sha256.removeprefix("evidence/"))
    file.write_bytes(b"something else")
    with pytest.raises(Damaged, match="does not match its hash"):
        place.back_up(tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()
    made = place.back_up(tmp_path / "b.tar", despite_damage=True)
    assert made.manifest.evidence.damaged == (sha256.removeprefix("evidence/"),)
    assert place.bring_back(plain.file, "evidence") == 1
    assert place.findings() == []
