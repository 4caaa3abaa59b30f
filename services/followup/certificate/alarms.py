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
    told: dict[str, list[Shown]] = dict.fromkeys(admins, new)
    for stream in dict.fromkeys(one.stream for one in new):
        told[stream] = [one for one in new if one.stream == stream]
    for recipient, findings in told.items():
        facts = {
            "certificate": certificate.number,
            "hash": hash_of(text_of(certificate)),
            "findings": codec.dump(findings[:MOST_TOLD]),
            "more": max(0, len(findings) - MOST_TOLD),
        }
        occasion = f"certificate {certificate.number}"
        notices.add(conn, Notice("alarm", occasion, recipient, now, facts))
    return len(new)


def _new(conn: Connection, shown: Sequence[Shown]) -> list[Shown]:
    """Those of which nobody was told, each once."""
    known: set[Key] = set()
    ids = sorted({_key(one)[0] for one in shown})
    query = select(alarm.c.recommendation_id, alarm.c.rung, alarm.c.round, alarm.c.wrong)
    for begin in range(0, len(ids), 500):
        some = alarm.c.recommendation_id.in_(ids[begin : begin + 500])
        known.update(tuple(row) for row in conn.execute(query.where(some)))
    new: dict[Key, Shown] = {}
    for one in shown:
        if _key(one) not in known:
            new.setdefault(_key(one), one)
    return list(new.values())


def _key(one: Shown) -> Key:
    """A finding about a stream as a whole is one about the stream."""
    return one.recommendation_id or one.stream, one.rung, one.round, one.wrong


def _row(one: Shown, number: int) -> dict[str, object]:
    about, rung, round_, wrong = _key(one)
    names = {"recommendation_id": about, "rung": rung, "round": round_, "wrong": wrong}
    return {**names, "certificate": number}
