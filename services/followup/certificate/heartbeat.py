"""The heartbeat: silence that is noticed from outside.

Owns: calling the address that the operator set, at most once a minute whoever asks how often, and
only while sweep and certificate are well. In real time; a fault is logged when it begins and when
it is over, and disturbs nothing else.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import Connection, Engine, update

from services.followup.certificate.standing import standing
from services.followup.letters.call import CallFailed, get
from services.followup.letters.guard import UnsafeAddress, checked
from services.followup.place import Place
from services.followup.store import pulse
from services.followup.store.statements import insert_new
from services.followup.store.tables import pulse as kept
from shared.clock import real_now
from shared.db import reading, writing

NAME = "heartbeat"
EVERY = timedelta(minutes=1)
SWEPT_WITHIN = timedelta(minutes=1)
SECONDS = 5
_log = structlog.get_logger(NAME)


@dataclass(frozen=True)
class Heart:
    """What beats: `url` is None where nobody listens; `private` lets it lie in the own network."""

    place: Place
    url: str | None
    private: bool = False
    trust: ssl.SSLContext | None = None


def beat(heart: Heart) -> bool:
    """Call, if it is time and all is well; answers whether the call arrived."""
    if heart.url is None or not _my_turn(heart.place.engine):
        return False
    fault = _unwell(heart.place) or _call(heart)
    _note(heart.place.engine, fault)
    return fault is None


def _my_turn(engine: Engine) -> bool:
    now = real_now()
    with writing(engine) as conn:
        first = {"name": NAME, "at": datetime(1970, 1, 1, tzinfo=UTC), "fault": None}
        conn.execute(insert_new(conn, kept).values(first))
        due = (kept.c.name == NAME) & (kept.c.at <= now - EVERY)
        return bool(conn.execute(update(kept).where(due).values(at=now)).rowcount)


def _unwell(place: Place) -> str | None:
    """Why it must not beat now."""
    with reading(place.engine) as conn:
        at, fault = pulse.last(conn, pulse.SWEEP)
    if at is None or fault or real_now() - at > SWEPT_WITHIN:
        return f"the sweep is not well: {fault or f'last at {at}'}"
    found = standing(place)
    return None if found.well else f"the certificate is not well: {found.words}"


def _call(heart: Heart) -> str | None:
    assert heart.url is not None
    try:
        target = checked(heart.url, private=heart.private)
        headers: Mapping[str, str] = {"Host": target.authority, "User-Agent": "tindak-lanjut"}
        get(target, headers, heart.trust, whole_seconds=SECONDS)
    except (CallFailed, UnsafeAddress) as error:
        return f"the heartbeat's address failed: {error}"
    return None


def _note(engine: Engine, fault: str | None) -> None:
    with writing(engine) as conn:
        if _before(conn) == _kind(fault):
            return
        conn.execute(update(kept).where(kept.c.name == NAME).values(fault=_kind(fault)))
    if fault:
        _log.warning("heartbeat_stops", reason=fault)
    else:
        _log.info("heartbeat_goes_on")


def _before(conn: Connection) -> str | None:
    return pulse.last(conn, NAME)[1]


def _kind(fault: str | None) -> str | None:
    """What of a fault does not change from minute to minute."""
    return fault.partition(":")[0] if fault else None
