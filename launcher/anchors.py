"""Heads of chains that somebody noted outside, and whether the chains still pass through them.

Owns: reading anchors out of whatever text holds them (the weekly letter, a dossier's form), and
comparing each with the chain. It closes what no chain shows by itself: that its end was cut off,
or that all of it was written anew.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from launcher.oneline import OneLine
from services.followup.certificate import kept
from services.followup.certificate.kept import UnknownCertificate
from services.followup.certificate.weekly import CERTIFICATES
from services.followup.store.tables import streams as own_streams
from services.intake.store.tables import streams as intake_streams

STREAMS = {"intake": intake_streams, "followup": own_streams}
_FORM = re.compile(r"\b(intake|followup)/([\w.-]+)\W+(?:urutan\W+)?(\d+)\W+([0-9a-f]{64})\b")


class NoAnchor(OneLine):
    """A text that should hold anchors holds none."""


@dataclass(frozen=True)
class Anchor:
    """The event of that sequence had that hash."""

    service: str
    stream: str
    seq: int
    hash: str


def read(text: str) -> list[Anchor]:
    """Every anchor in the text, such as `intake/KANWIL-BABEL:12:9f2c…`; raises NoAnchor."""
    found = [Anchor(one[1], one[2], int(one[3]), one[4]) for one in _FORM.finditer(text)]
    if not found:
        raise NoAnchor(
            "There is no anchor in what you gave: it looks like intake/KANWIL-BABEL:12:9f2c… with "
            "all 64 digits of the hash."
        )
    return found


def wrong(anchors: Iterable[Anchor], conns: Mapping[str, Connection]) -> Iterator[str]:
    """What does not pass through its anchor; `conns` reads each service's database."""
    for one in anchors:
        place = f"{one.service}/{one.stream}, sequence {one.seq}"
        found = _hash(one, conns[one.service])
        if found is None:
            yield f"{place}: it is gone; the chain was cut, or its stream was taken out."
        elif found != one.hash:
            yield f"{place}: its hash is {found}; the chain was written anew."


def _hash(one: Anchor, conn: Connection) -> str | None:
    """The hash that stands at the anchor's place now."""
    if one.stream != CERTIFICATES:
        return STREAMS[one.service].hash_at(conn, one.stream, one.seq)
    try:
        return str(kept.one(conn, one.seq).hash)
    except UnknownCertificate:
        return None
