"""One changed byte of anything is found and named; an honest house has no findings."""

from typing import Any

import pytest
from sqlalchemy import Table, delete, select

from services.followup.fold import Misfit
from services.followup.search.table import case_words
from services.followup.store import stuck
from services.followup.store import tables as own
from services.intake.evidence import path_of
from services.intake.store import tables as theirs
from shared.db import reading, writing
from tests.intake.town import PHOTO
from tests.proof.story import Story

CODE = "REK-BABEL-2022-0001"
KEPT: list[tuple[Table, str, dict[str, Any], str]] = [
    (own.journal, "body", {"position": 3}, "journal line 3: "),
    (own.journal, "kind", {"position": 1}, "journal line 1: "),
    (own.deadline_card, "body", {"number": 1}, "deadline card 1: "),
    (own.deadline_card, "body", {"number": 2}, "deadline card 2: "),
    (own.case_state, "status", {"number": 2}, "state 2: "),
    (own.escalation, "body", {}, "escalation "),
    (own.case_, "body", {}, "case: "),
    (own.case_, "status", {}, "case: "),
    (case_words, "search", {}, "words that are searched: "),
]
SAID: list[tuple[Table, str, str]] = [
    (theirs.letter, "subject", "sequence 1, letter "),
    (theirs.recommendation, "text", "sequence 2, recommendation "),
    (theirs.recommendation, "status", "sequence 2, recommendation "),
    (theirs.action, "description", "sequence 5, action "),
    (theirs.evidence, "sha256", "sequence 5, evidence "),
    (theirs.verification, "note", "sequence 6, verification "),
]


def test_an_honest_house_has_no_findings(told: Story) -> None:
    assert told.found() == []
    with reading(told.place.engine) as conn:
        rungs = set(conn.execute(select(own.journal.c.rung)).scalars())
    assert {"level_1", "level_2"} <= rungs


def test_every_changed_byte_of_a_case_is_named(told: Story) -> None:
    for table, column, where, named in KEPT:
        which = [table.c.recommendation_id == told.ids[0]]
        which += [table.c[name] == value for name, value in where.items()]
        with told.spoilt(told.place.engine, table, column, *which):
            [finding] = told.found()
        assert finding.startswith(f"followup: {CODE}, {named}"), finding
        assert finding.endswith(f": {column}."), finding
    assert told.found() == []


def test_every_changed_byte_of_what_was_said_is_named(told: Story) -> None:
    for table, column, named in SAID:
        with told.spoilt(told.intake, table, column):
            [finding] = told.found()
        assert finding.startswith(f"intake: stream KANWIL-BABEL, {named}"), finding
        assert finding.endswith(f": {column}."), finding
    assert told.found() == []


@pytest.mark.parametrize("service", ["intake", "followup"])
def test_a_changed_byte_of_an_event_is_named(told: Story, service: str) -> None:
    engine, streams = {
        "intake": (told.intake, theirs.streams),
        "followup": (told.place.engine, own.streams),
    }[service]
    for column in ("body", "hash", "subject", "at"):
        kanwil = streams.event.c.stream == "KANWIL-BABEL"
        if column == "at" and engine.dialect.name == "postgresql":
            continue
        with told.spoilt(engine, streams.event, column, kanwil, streams.event.c.seq == 1):
            found = told.found()
        assert found[0].startswith(f"{service}: stream KANWIL-BABEL, sequence 1: "), column
    assert told.found() == []


def test_a_changed_byte_of_a_file_is_named(told: Story) -> None:
    [file] = [path for path in told.evidence.rglob("*") if path.is_file()]
    bytes_ = bytearray(file.read_bytes())
    bytes_[1000] ^= 1
    file.write_bytes(bytes_)
    [finding] = told.found()
    assert finding.startswith("intake: stream KANWIL-BABEL, sequence 5, evidence ")
    assert finding.endswith("has other bytes.")
    file.unlink()
    [finding] = told.found()
    assert finding.endswith("is missing.")


def test_a_file_that_no_action_shows_yet_counts_too(told: Story) -> None:
    added = told.town.voice("RT-MTK").upload(told.ids[0], PHOTO + b"1").json
    assert added
    assert told.found() == []
    path_of(told.evidence, added["sha256"]).write_bytes(PHOTO + b"2")
    [finding] = told.found()
    assert finding.startswith("intake: not shown yet, evidence ")


def test_what_was_taken_out_and_what_was_put_in_is_named(told: Story) -> None:
    line = own.journal.c.recommendation_id == told.ids[1]
    with writing(told.place.engine) as conn:
        conn.execute(delete(own.journal).where(line, own.journal.c.rung == "level_1"))
    [finding] = told.found()
    assert finding.startswith("followup: REK-BABEL-2022-0002, journal line ")
    assert finding.endswith("it is missing.")


def test_a_changed_decree_is_named(told: Story) -> None:
    second = own.calendar_version.c.version == 2
    with told.spoilt(told.place.engine, own.calendar_version, "body", second):
        assert "followup: calendar, version 2: not what was decreed: body." in told.found()
    first = own.calendar_version.c.version == 1
    with told.spoilt(told.place.engine, own.calendar_version, "body", first):
        assert "followup: calendar, version 1: not what was decreed: body." in told.found()


def test_a_case_that_sleeps_is_named(told: Story) -> None:
    with writing(told.place.engine) as conn:
        conn.execute(own.case_.update().values(next_at=None))
    [finding] = told.found()
    assert finding.startswith("followup: REK-BABEL-2022-0003, case: ")
    assert finding.endswith(": next_at.")


def test_a_case_that_was_put_aside_is_called_that(told: Story) -> None:
    with writing(told.place.engine) as conn:
        stuck.put_aside(conn, "KANWIL-BABEL", [Misfit(told.ids[2], "…")])
    [finding] = told.found()
    assert finding.startswith(f"followup: recommendation {told.ids[2]}, case: put aside since ")
