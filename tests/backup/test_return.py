"""What a backup holds returns, row by row and byte by byte, to whichever engine."""

import stat
from pathlib import Path

from sqlalchemy import String, Text

from launcher import migrations
from launcher.backup.manifest import Manifest
from shared.db import Instant, Json
from tests.backup.conftest import Empty
from tests.backup.original import TOUCHED, Original, check_all, go_on, instant, post

KINDS = ("BOOLEAN", "DATE", "INTEGER")


def test_everything_returns_whichever_engine(
    original: Original, empty: Empty, tmp_path: Path
) -> None:
    place = empty()
    assert place.bring_back(original.file) == original.made.manifest.evidence.files == 1
    check_all(place)
    assert place.findings() == []
    again = place.back_up(tmp_path / "again.tar").manifest
    assert sums(again) == sums(original.made.manifest)
    assert heads(again) == heads(original.made.manifest)


def test_a_backup_is_its_owners_alone_and_tells_what_is_in_it(original: Original) -> None:
    said = original.made.manifest
    assert stat.S_IMODE(original.file.stat().st_mode) == 0o600
    assert said.as_of == original.story.town.clock.now()
    assert said.databases["intake"].heads["KANWIL-BABEL"][0] > 5
    assert said.databases["followup"].heard == {
        "KANWIL-BABEL": said.databases["intake"].heads["KANWIL-BABEL"]
    }
    assert set(said.kept) == {"secret-key"}


def test_letters_that_may_have_left_wait_and_none_leaves_twice(
    original: Original, twin: Empty
) -> None:
    before = original.place.letters()
    assert before["sent"] > 10
    place = twin()
    place.bring_back(original.file)
    restored = place.letters()
    assert restored["sent"] == before["sent"]
    assert "waiting" not in restored
    followup = place.followup(original.secret)
    go_on(followup)
    later = place.letters()
    assert later["held"] > restored["held"] >= 2, "what fell due meanwhile is written, and held"
    assert "waiting" not in later
    assert post(followup, place.engines["registry"], place.data) == 0
    assert place.letters() == later


def test_what_falls_due_after_the_return_leaves_by_itself(original: Original, twin: Empty) -> None:
    place = twin()
    place.bring_back(original.file)
    followup = place.followup(original.secret)
    go_on(followup)
    held = place.letters()["held"]
    place.clock.instant = instant("2022-07-29T09:00")
    go_on(followup)
    assert place.letters()["waiting"] > 0
    assert post(followup, place.engines["registry"], place.data) > 0
    assert place.letters()["held"] == held


def test_a_letter_not_yet_due_at_the_return_was_not_sent_by_anybody(
    original: Original, twin: Empty
) -> None:
    place = twin("2022-06-02T17:00")
    place.bring_back(original.file)
    assert place.letters()["waiting"] > 0
    assert place.letters()["held"] > 0


def test_every_column_is_of_a_kind_that_both_engines_read_from_text() -> None:
    for name in migrations.HISTORIES:
        for table in migrations.tables(name).tables.values():
            for column in table.c:
                plain = isinstance(column.type, Instant | Json | String | Text)
                assert plain or str(column.type) in KINDS, f"{name}.{column}"


def sums(said: Manifest) -> dict[str, str]:
    return {
        table.part: table.sha256
        for one in said.databases.values()
        for table in one.tables
        if table.name not in TOUCHED
    }


def heads(said: Manifest) -> object:
    return {name: (one.heads, one.heard, one.schema) for name, one in said.databases.items()}
