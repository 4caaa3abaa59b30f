"""One letter's content: a journal line as its recipient is to read it.

Owns: filling the words of a kind with the facts of its case. Every value is one line of text
without control characters, so that nothing that somebody typed can change a letter's shape. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from services.followup.core.calendar import Calendar
from services.followup.core.model import Case, Line
from services.followup.core.policy import DEFAULT
from services.followup.letters import names, words
from services.followup.letters.dates import Due, due_of
from services.followup.letters.plan import offices_of
from services.followup.letters.standing import escalation_of
from services.followup.letters.wording.form import MORE_TIME
from shared import indonesian
from shared.events import OfficeFacts

PAST = "Jatuh tempo itu sudah lewat ketika faktanya dicatat."


@dataclass(frozen=True)
class Matter:
    """What one letter says; `rank` sorts the gravest first, `ask` is empty where nothing is."""

    code: str
    rank: int
    group: str
    title: str
    says: str
    ask: str
    facts: tuple[tuple[str, str], ...]
    english: str
    link: str


def one_line(text: object) -> str:
    """Text without line breaks, control characters and runs of white space."""
    shown = (char if char.isprintable() else " " for char in str(text))
    return " ".join("".join(shown).split())


def link_to(case: Case, public_url: str) -> str:
    """Where the recommendation's page is."""
    return f"{public_url}/rekomendasi/{quote(case.code, safe='')}"


def matter_of(
    case: Case, line: Line, recipient: str, *, calendar: Calendar, now: datetime, public_url: str
) -> Matter:
    """The matter of this line for the office `recipient`, as it stands at `now`."""
    key = words.key_of(line)
    said = words.WORDS[key]
    due = due_of(case, calendar, now)
    values = _values(case, line, due)
    opening = said.says.format(**values)
    return Matter(
        code=one_line(case.code),
        rank=words.GRAVITY[key],
        group=said.group,
        title=said.title.format(**values),
        says=f"{opening} {PAST}" if line.already_past else opening,
        ask=one_line(said.asks.get(_role(case, line, recipient), "").format(**values)),
        facts=tuple(_facts(case, line, due)),
        english=said.english.format(**values),
        link=link_to(case, public_url),
    )


def _role(case: Case, line: Line, recipient: str) -> str:
    held = escalation_of(case, line) if line.kind == "escalated" else None
    if held and held.office.code == recipient:
        return "holder"
    if recipient == case.unit.code:
        return "addressee"
    return "ombudsman" if recipient == case.ombudsman.code else "superior"


def _values(case: Case, line: Line, due: Due) -> dict[str, str]:
    instrument = names.said(names.INSTRUMENTS, case.instrument)
    values = {
        "unit": case.unit.name,
        "ombudsman": case.ombudsman.name,
        "instrument": instrument,
        "Instrument": instrument.capitalize(),
        "instrument_en": names.said(names.INSTRUMENTS_EN, case.instrument),
        "letter_number": case.letter_number,
        "letter_date": indonesian.plain_date(case.letter_date),
        "level": line.level or 1,
        "speaker": _speaker(case, line),
        "due": due.text,
        "due_en": due.english,
        "left": due.left,
        "left_en": due.left_english,
        "more_time": MORE_TIME if DEFAULT.instrument(case.instrument).extendable else "",
        **_held(case, line),
    }
    return {name: one_line(value) for name, value in values.items()}


def _held(case: Case, line: Line) -> dict[str, str]:
    one = escalation_of(case, line)
    if one is None:
        return {"holder": "", "climbs": ""}
    climbs = indonesian.deadline(one.climbs_at, one.office.time_zone) if one.climbs_at else ""
    return {"holder": one.office.name, "climbs": climbs}


def _speaker(case: Case, line: Line) -> str:
    if line.actor is None:
        return ""
    office: OfficeFacts | None = offices_of(case).get(line.actor.office)
    return office.name if office else line.actor.name


def _facts(case: Case, line: Line, due: Due) -> Iterator[tuple[str, str]]:
    for name, label in names.LABELS.items():
        value = line.body.get(name)
        if value:
            yield label, _fact(case, name, str(value))
    if line.actor:
        names_of_speaker = dict.fromkeys((line.actor.name, _speaker(case, line)))
        yield "Oleh", one_line(", ".join(names_of_speaker))
    yield "Kepada", one_line(case.unit.name)
    yield "Layanan", one_line(names.said(names.SERVICES, case.service))
    yield "Isi", one_line(case.text)
    yield "Surat", one_line(f"{case.letter_number}, {indonesian.plain_date(case.letter_date)}")
    yield "Tingkat risiko", one_line(case.severity)
    yield from _dates(case, due)


def _dates(case: Case, due: Due) -> Iterator[tuple[str, str]]:
    """The date in force, what makes it provisional, and the official one where they differ."""
    doubt = names.DOUBTS.get(case.card.provisional_because or "") if due.left else None
    remarks = "; ".join(part for part in (due.left, doubt) if part)
    yield "Jatuh tempo", f"{due.text} ({remarks})" if remarks else due.text
    if case.internal_due_on and case.official_due_on:
        yield "Tanggal resmi", indonesian.long_date(case.official_due_on)


def _fact(case: Case, name: str, value: str) -> str:
    if name == "extent":
        return names.said(names.EXTENTS, value)
    if name == "because":
        return one_line(names.said(names.CAUSES, value))
    if name == "before" and "T" in value:
        return indonesian.deadline(datetime.fromisoformat(value), case.unit.time_zone)
    if name == "before" or name.endswith("_on"):
        return indonesian.long_date(date.fromisoformat(value))
    return one_line(value)
