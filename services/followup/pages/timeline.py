"""The journal as people read it, and what it will say if nobody does anything.

Owns: each line's sentence, with offices by name and dates in words. What somebody typed stays text;
the template escapes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from services.followup.core.civil import day_of
from services.followup.core.model import CLOSED, Case
from services.followup.core.rules import Rules
from services.followup.letters.plan import offices_of
from services.followup.looking.look import Seen
from services.followup.looking.views import line_view
from services.followup.pages.sentences import SENTENCES
from services.followup.simulate import foreseen
from shared import language

FOLLOWS = frozenset({"escalation_closed"})
"""What follows from a rung is not told ahead."""
FAR = timedelta(days=366)
GRAVE = frozenset({"escalated", "exhausted", "unacknowledged", "repeat_notice"})


@dataclass(frozen=True)
class Entry:
    """One line: `tone` is said (a person spoke), grave or timed."""

    at: str
    words: str
    by: str
    tone: str
    already_past: bool
    on: str = ""
    evidence: tuple[Mapping[str, Any], ...] = ()


def timeline(case: Case, rows: Iterable[Row[Any]]) -> list[Entry]:
    """The journal, newest last."""
    return [_entry(case, line_view(row)) for row in rows]


def ahead(conn: Connection, seen: Seen, rules: Rules) -> list[Entry]:
    """The ladder's rungs to come, the next one first."""
    case = seen.case
    if case.status in CLOSED:
        return []
    until = max(seen.now, case.due_at or seen.now) + FAR
    return [
        _entry(case, {**vars(one.line), "to": list(one.line.to)})
        for one in foreseen(conn, [case], until, rules)[case.recommendation_id]
        if one.line.at > seen.now and one.line.kind not in FOLLOWS
    ]


def sentence(line: Mapping[str, Any], case: Case) -> str:
    """One journal line in words, in the visitor's language."""
    kind = str(line["kind"])
    facts = {**line["body"], **line}
    judged = facts.get("outcome") or facts.get("decision") or facts.get("of")
    template = language.pick(*SENTENCES[kind if kind in SENTENCES else f"{kind}.{judged}"])
    said = {name: _said(name, value, case) for name, value in facts.items()}
    words = template.format(**{**said, "unit": case.unit.name}).strip()
    return words[:1].upper() + words[1:]


def _entry(case: Case, line: Mapping[str, Any]) -> Entry:
    actor = line["actor"]
    tone = "grave" if line["kind"] in GRAVE else "said" if actor else "timed"
    return Entry(
        at=language.dates().instant(line["at"], case.unit.time_zone),
        words=sentence(line, case),
        by=_speaker(case, actor) if actor else "",
        tone=tone,
        already_past=line["already_past"],
        on=language.dates().short_date(day_of(line["at"], case.unit.time_zone)),
        evidence=tuple(map(_dated, line["body"].get("evidence", ()))),
    )


def _dated(file: Mapping[str, Any]) -> Mapping[str, Any]:
    taken_on = file["taken_on"]
    return {**file, "taken_on": date.fromisoformat(taken_on) if taken_on else None}


def _speaker(case: Case, actor: Mapping[str, str]) -> str:
    office = _office(case, actor["office"])
    return ", ".join(dict.fromkeys(part for part in (actor["name"], office) if part))


def _office(case: Case, code: str) -> str:
    found = offices_of(case).get(code)
    return found.name if found else code


def _said(name: str, value: Any, case: Case) -> str:
    if value is None:
        return language.say("date.not_counted") if name == "due_on" else "–"
    if name == "to":
        return ", ".join(_office(case, code) for code in value)
    if name in ("extent", "unit_of_days"):
        return language.word(name, value)
    if name in ("before", "after") and "T" in str(value):
        return str(language.dates().deadline(datetime.fromisoformat(value), case.unit.time_zone))
    if name.endswith("_on") or name in ("before", "after"):
        return str(language.dates().short_date(date.fromisoformat(value)))
    return str(value)
