"""From a notice's facts to what its e-mail says.

Owns: filling the words of alarms and anchors, in the form that letters have. Pure.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from services.followup.certificate.content import Shown
from services.followup.certificate.words import ANCHORS, ANCHORS_EN, KEEP, LOOK, RUNGS, WRONG
from services.followup.letters.matter import Matter, one_line
from shared import codec, indonesian


def matters(kind: str, facts: Mapping[str, Any], zone: str, public_url: str) -> list[Matter]:
    """What a notice of that kind says to a reader in `zone`; raises LookupError for an unknown
    kind."""
    return {"alarm": _alarms, "anchors": _anchors}[kind](facts, zone, public_url)


def _alarms(facts: Mapping[str, Any], zone: str, public_url: str) -> list[Matter]:
    found = codec.load(list[Shown], facts["findings"])
    rank = {name: place for place, name in enumerate(WRONG)}
    told = [_alarm(one, rank[one.wrong], facts, zone, public_url) for one in found]
    return [*told, *([_more(facts, len(WRONG), public_url)] if facts["more"] else [])]


def _alarm(one: Shown, rank: int, facts: Mapping[str, Any], zone: str, public_url: str) -> Matter:
    title, says, english = WRONG[one.wrong]
    values = {
        "rung": RUNGS.get(one.rung, one.rung.replace("_", " ")),
        "stream": one.stream,
        "expected": indonesian.instant(one.expected_at, zone) if one.expected_at else "",
        "found": indonesian.instant(one.found_at, zone) if one.found_at else "",
    }
    path = f"/rekomendasi/{quote(one.code, safe='')}" if one.code else "/register"
    return Matter(
        code=one_line(one.code or one.stream),
        rank=rank,
        group="alarm",
        title=f"Alarm: {title.lower()}",
        says=one_line(says.format(**values)),
        ask=LOOK,
        facts=tuple(_facts(one, values, facts)),
        english=english,
        link=f"{public_url}{path}",
    )


def _facts(
    one: Shown, values: Mapping[str, str], facts: Mapping[str, Any]
) -> Sequence[tuple[str, str]]:
    step = [("Langkah", values["rung"]), ("Putaran", str(one.round))] if one.rung else []
    times = [("Seharusnya", values["expected"]), ("Tercatat", values["found"])] if one.rung else []
    return [
        ("Kanwil", one_line(one.stream)),
        *step,
        *((label, value or "tidak ada") for label, value in times),
        ("Sertifikat", f"nomor {facts['certificate']}, {facts['hash']}"),
    ]


def _more(facts: Mapping[str, Any], rank: int, public_url: str) -> Matter:
    count = indonesian.number(facts["more"])
    return Matter(
        code=f"sertifikat {facts['certificate']}",
        rank=rank,
        group="alarm",
        title="Alarm: masih ada lagi",
        says=f"Masih ada {count} temuan lain dalam sertifikat nomor {facts['certificate']}.",
        ask=LOOK,
        facts=(),
        english=f"The certificate holds {facts['more']} more findings.",
        link=f"{public_url}/register",
    )


def _anchors(facts: Mapping[str, Any], _zone: str, public_url: str) -> list[Matter]:
    heads = [(one["name"], f"urutan {one['seq']}, {one['hash']}") for one in facts["heads"]]
    signed = [("Kunci publik", facts["key"])] if facts["key"] else []
    return [
        Matter(
            code=facts["week"],
            rank=0,
            group="jangkar",
            title="Jangkar rantai bukti",
            says=ANCHORS,
            ask=KEEP,
            facts=(*((one_line(name), value) for name, value in heads), *signed),
            english=ANCHORS_EN,
            link=f"{public_url}/api/v1/followup/certificates/keys",
        )
    ]
