"""Alarms: who is told of a finding, and that it happens once.

Owns: the table `alarm`. One e-mail for each recipient and certificate carries what is new in it:
to the administrators everything, to a Kanwil what is of its stream.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from services.followup.certificate import notices
from services.followup.certificate.content import Certificate, Shown, hash_of, text_of
from services.followup.certificate.notices import Notice
from services.followup.certificate.tables import alarm
from services.followup.watch.comparison import Finding
from shared import codec

MOST_TOLD = 25
"""In one e-mail; the rest is counted there, and stands in the certificate."""
Key = tuple[str, str, int, str]


def give(
    conn: Connection,
    certificate: Certificate,
    shown: Sequence[Shown],
    admins: Sequence[str],
    now: datetime,
) -> int:
    """Tell the administrators at these addresses, and each Kanwil, of what nobody was told yet;
    answers how many findings those are."""
    new = _new(conn, shown)
    if not new:
        return 0
    rows = [_row(one, certificate.number) for one in new]
    conn.execute(insert(alarm), rows)
    whom: dict[str, list[Shown]] = dict.fromkeys(admins, new)
    for stream in dict.fromkeys(one.stream for one in new):
        whom[stream] = [one for one in new if one.stream == stream]
    for recipient, findings in whom.items():
        facts = {
            "certificate": certificate.number,
            "hash": hash_of(text_of(certificate)),
            "findings": codec.dump(findings[:MOST_TOLD]),
            "more": max(0, len(findings) - MOST_TOLD),
        }
        occasion = f"certificate {certificate.number}"
        notices.add(conn, Notice("alarm", occasion, recipient, now, facts))
    return len(new)


def told(conn: Connection) -> set[Key]:
    """The keys of all findings that were ever told."""
    query = select(alarm.c.recommendation_id, alarm.c.rung, alarm.c.round, alarm.c.wrong)
    return {tuple(row) for row in conn.execute(query)}


def key_of(one: Shown | Finding) -> Key:
    """What a finding is told under, once. One about a stream as a whole is the stream's."""
    return one.recommendation_id or one.stream, one.rung, one.round, one.wrong


def _new(conn: Connection, shown: Sequence[Shown]) -> list[Shown]:
    """Those of which nobody was told, each once."""
    known = told(conn)
    new: dict[Key, Shown] = {}
    for one in shown:
        if key_of(one) not in known:
            new.setdefault(key_of(one), one)
    return list(new.values())


def _row(one: Shown, number: int) -> dict[str, object]:
    about, rung, round_, wrong = key_of(one)
    names = {"recommendation_id": about, "rung": rung, "round": round_, "wrong": wrong}
    return {**names, "certificate": number}
