"""Each office holds the other's anchors: once a week, in its hours; and what is cut shows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from launcher import anchors
from launcher.anchors import Anchor, NoAnchor
from launcher.proof import findings
from services.followup.certificate import notary
from services.followup.certificate.matters import matters
from services.followup.certificate.notary import Notary
from services.followup.certificate.signing import Signer
from services.followup.certificate.tables import certificate
from services.followup.store import tables as own
from services.intake.store import tables as theirs
from shared.db import reading, writing
from shared.stream import GENESIS, Streams
from tests.proof.certified import SEED, URL, Certified, said_as_before
from tests.proof.story import Story

KANWIL = "KANWIL-BABEL"
SUBJECT = "Jangkar rantai bukti: 2022-W11"


def test_both_offices_are_told_once_a_week_when_they_open(past_due: Certified) -> None:
    past_due.town.on("2022-03-14 07:59")
    assert past_due.post(weekly_too=True) == []
    past_due.town.on("2022-03-14 08:00")
    assert past_due.post(weekly_too=True) == [SUBJECT, SUBJECT]
    to = sorted(mail["To"].addresses[0].addr_spec for mail in past_due.server.letters)
    assert to == ["kanwil-babel@babel.example", "ombudsman-babel@babel.example"]
    for later in ("2022-03-14 08:00", "2022-03-17 10:00", "2022-03-20 10:00"):
        past_due.town.on(later)
        assert past_due.post(weekly_too=True) == []
    past_due.town.on("2022-03-21 08:00")
    assert len(past_due.post(weekly_too=True)) == 2


def test_a_monday_off_moves_it_to_the_next_working_day(past_due: Certified) -> None:
    past_due.town.on("2022-02-28 08:00")  # Isra Mikraj
    assert past_due.post(weekly_too=True) == []
    past_due.town.on("2022-03-01 08:00")
    assert len(past_due.post(weekly_too=True)) == 2


def test_who_was_away_on_monday_is_told_later_in_the_week(past_due: Certified) -> None:
    past_due.town.on("2022-03-16 16:30")
    assert past_due.post(weekly_too=True) == []
    past_due.town.on("2022-03-17 11:20")
    assert len(past_due.post(weekly_too=True)) == 2


def test_the_letter_as_it_came_is_read_as_anchors(past_due: Certified) -> None:
    made = past_due.certify()
    assert made is not None
    past_due.post(weekly_too=True)
    text = past_due.server.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    [row] = past_due.rows()
    heads = {(one.service, one.stream): one for one in made.heads}
    intake = heads["intake", "KANWIL-BABEL"]
    assert anchors.read(text) == [
        Anchor("intake", "KANWIL-BABEL", intake.seq, intake.hash),
        Anchor("followup", "CERTIFICATES", 1, row.hash),
    ]
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    assert anchors.read(quoted) == anchors.read(text)


def test_a_text_without_anchors_is_refused() -> None:
    with pytest.raises(NoAnchor):
        anchors.read(f"intake/KANWIL-BABEL:12:{'9f2c' * 15}")
    assert anchors.read(f"followup/CALENDAR:3:{'9f2c' * 16}")[0].seq == 3


def test_the_weekly_letter_says_what_it_once_said() -> None:
    names = ("intake/KANWIL-BABEL", "followup/KANWIL-BABEL", "followup/CALENDAR")
    heads = [{"name": name, "seq": 1000, "hash": "9f2c" * 16} for name in names]
    heads.append({"name": "followup/CERTIFICATES", "seq": 43, "hash": "5eed" * 16})
    facts = {"week": "2022-W11", "heads": heads, "key": "ab12" * 16}
    said_as_before("anchors", matters("anchors", facts, "Asia/Jakarta", URL))


Cut = Callable[[Connection, Streams], None]


def cut_with_its_row(conn: Connection, streams: Streams) -> None:
    """The stream is gone as if it had never been."""
    for table, name in ((streams.event, "stream"), (streams.stream, "name")):
        assert conn.execute(delete(table).where(table.c[name] == KANWIL)).rowcount


def cut_the_tail(conn: Connection, streams: Streams) -> None:
    """The last event is gone, and the stream's row says so too."""
    event, stream = streams.event, streams.stream
    mine = event.c.stream == KANWIL
    *_, before, last = conn.execute(select(event).where(mine).order_by(event.c.seq)).all()
    conn.execute(delete(event).where(mine, event.c.seq == last.seq))
    head = {"head": before.seq, "last_hash": before.hash, "last_at": before.at}
    assert conn.execute(update(stream).where(stream.c.name == KANWIL).values(head)).rowcount


@pytest.mark.parametrize("cut", [cut_the_tail, cut_with_its_row])
def test_what_was_cut_from_intake_shows_by_the_anchor(told: Story, cut: Cut) -> None:
    noted = heads(told)
    assert wrong(told, noted) == []
    with writing(told.intake) as conn:
        seq, _ = theirs.streams.heads(conn)[KANWIL]
        cut(conn, theirs.streams)
    [found] = [one for one in wrong(told, noted) if one.startswith("anchor ")]
    assert found.startswith(f"anchor intake/{KANWIL}, sequence {seq}: it is gone")


def test_what_was_cut_from_followup_or_written_anew_shows_by_the_anchor(told: Story) -> None:
    """A chain that was written anew verifies in itself; only who noted another hash can tell."""
    noted = heads(told)
    [theirs_] = [one for one in noted if one.service == "intake"]
    [found] = wrong(told, [replace(theirs_, hash="0" * 64)])
    assert found.endswith("; the chain was written anew.")
    with writing(told.place.engine) as conn:
        cut_with_its_row(conn, own.streams)
    cut = [one for one in wrong(told, noted) if one.startswith("anchor ")]
    assert [one.partition(", ")[0] for one in cut] == [f"anchor followup/{KANWIL}"]


def test_a_changed_certificate_is_named_and_the_last_one_is_an_anchor(told: Story) -> None:
    for _ in range(2):
        certify(told)
    number = certificate.c.number == 1
    for column in ("text", "hash", "signature", "key"):
        with told.spoilt(told.place.engine, certificate, column, number):
            [found] = wrong(told)
        assert found.startswith("followup: certificates, number 1: "), (column, found)
    for count in (1, 0):
        with writing(told.place.engine) as conn:
            conn.execute(update(certificate).where(number).values(findings=count))
        named = ["followup: certificates, number 1: its columns do not match its text."]
        assert wrong(told) == named * count
    noted = [Anchor("followup", "CERTIFICATES", 2, rows(told)[1].hash)]
    assert wrong(told, noted) == []
    with writing(told.place.engine) as conn:
        conn.execute(delete(certificate).where(certificate.c.number == 2))
    [found] = wrong(told, noted)
    assert found.startswith("anchor followup/CERTIFICATES, sequence 2: it is gone")
    with writing(told.intake) as conn:
        cut_the_tail(conn, theirs.streams)
    [found] = [one for one in wrong(told) if one.startswith("last certificate: ")]
    assert found.startswith(f"last certificate: intake/{KANWIL}, ")


def certify(told: Story) -> None:
    registry = told.town.app.extensions["tindak"].engines.registry
    assert notary.certify(Notary(told.place, registry, Signer(SEED))).clean


def heads(told: Story) -> list[Anchor]:
    """What somebody notes outside."""
    found: list[Anchor] = []
    for service, streams, engine in (
        ("intake", theirs.streams, told.intake),
        ("followup", own.streams, told.place.engine),
    ):
        with reading(engine) as conn:
            every = streams.heads(conn).items()
        found += [Anchor(service, name, *head) for name, head in every if head[1] != GENESIS]
    return found


def wrong(told: Story, noted: list[Anchor] | None = None) -> list[str]:
    all_ = findings(told.intake, told.place.engine, told.evidence, noted or ())
    return [one.text for one in all_ if one.wrong]


def rows(told: Story) -> list[Any]:
    with reading(told.place.engine) as conn:
        return list(conn.execute(select(certificate).order_by(certificate.c.number)))


def test_the_verbs_read_anchors_from_a_file(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(f"intake/KANWIL-BABEL: urutan 12,\n    {'9f2c' * 16}\n")
    assert anchors.read(letter.read_text())[0].seq == 12
