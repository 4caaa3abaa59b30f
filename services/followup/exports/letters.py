"""Letters with a letterhead, ready to be numbered and signed.

Owns: what each kind says of a case, from the facts that are kept. Official letters are Indonesian.
Which kinds there are for a case depends on what has happened to it; pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.followup.core.civil import day_of
from services.followup.core.model import Case
from services.followup.exports import superior
from services.followup.letters import names
from shared import indonesian
from shared.events import OfficeFacts
from shared.registry import Office

BLANK = "……………………………………"
Find = Callable[[str], Office | None]


@dataclass(frozen=True)
class Facts:
    """What a letter is made of: the case as it stands, the last verdict on it (outcome, note, at),
    the instant of writing, and the registry's offices by code."""

    case: Case
    verdict: Mapping[str, Any] | None
    now: datetime
    office: Find

    @property
    def today(self) -> date:
        """The day in the addressee's zone."""
        return day_of(self.now, self.case.unit.time_zone)


def kinds(facts: Facts) -> list[str]:
    """The letters that can be written about the case now."""
    return [name for name, (fits, _) in LETTERS.items() if fits(facts)]


def written(kind: str, facts: Facts) -> dict[str, Any] | None:
    """The letter's data for `letter.typ`; None where there is no such letter now."""
    fits, write = LETTERS.get(kind, (None, None))
    return write(facts) if fits and write and fits(facts) else None


def _reminder(facts: Facts) -> dict[str, Any]:
    case = facts.case
    due = _due(case)
    says = [
        f"Dengan hormat, bersama ini kami ingatkan {_kind(case)} kami dalam surat nomor "
        f"{case.letter_number} tanggal {indonesian.plain_date(case.letter_date)}, yang "
        f"pelaksanaannya jatuh tempo pada {due}.",
        f"Isi {_kind(case)}: {case.text}",
    ]
    closes = ["Konfirmasi pelaksanaan beserta buktinya kami tunggu sebelum tanggal itu."]
    return _letter(
        facts,
        case.ombudsman,
        case.unit,
        "Pengingat pelaksanaan",
        says=says,
        closes=closes,
        copies=_copies(case),
    )


def _escalation(facts: Facts) -> dict[str, Any]:
    case, held = facts.case, superior.held(facts.case)
    opened = indonesian.instant(held.opened_at, held.office.time_zone)
    says = [
        f"Dengan hormat, sampai {superior.missed(case, held)} {case.unit.name} belum "
        f"mengonfirmasi pelaksanaan {_kind(case)} dalam surat nomor {case.letter_number} tanggal "
        f"{indonesian.plain_date(case.letter_date)}. Karena itu hal ini dieskalasikan kepada "
        f"{held.office.name} pada tingkat {held.level}, terbuka sejak {opened}.",
        f"Isi {_kind(case)}: {case.text}",
    ]
    until = (
        f" paling lambat {indonesian.deadline(held.climbs_at, held.office.time_zone)}"
        if held.climbs_at
        else ""
    )
    closes = [f"Mohon keputusan Bapak/Ibu{until}."]
    return _letter(
        facts,
        case.ombudsman,
        held.office,
        "Eskalasi tindak lanjut",
        says=says,
        closes=closes,
        copies=[case.unit.name],
    )


def _instruction(facts: Facts) -> dict[str, Any]:
    case, held = facts.case, superior.held(facts.case)
    until = (
        indonesian.plain_date(held.internal_due_on)
        if held.internal_due_on
        else "tanggal yang ditetapkan Kantor Wilayah"
    )
    says = [
        f"Menindaklanjuti {_kind(case)} Ombudsman dalam surat nomor {case.letter_number} tanggal "
        f"{indonesian.plain_date(case.letter_date)}, yang pelaksanaannya belum dikonfirmasi sampai "
        f"{superior.missed(case, held)}, Saudara diinstruksikan untuk melaksanakannya paling "
        f"lambat {until}.",
        f"Isi {_kind(case)}: {case.text}",
    ]
    if held.note:
        says.append(f"Catatan: {held.note}")
    closes = ["Konfirmasi pelaksanaan beserta buktinya disampaikan melalui aplikasi Tindak Lanjut."]
    return _letter(
        facts,
        held.office,
        case.unit,
        "Instruksi pelaksanaan",
        says=says,
        closes=closes,
        copies=[case.ombudsman.name],
    )


def _receipt(facts: Facts) -> dict[str, Any]:
    case = facts.case
    on = indonesian.plain_date(case.received_on) if case.received_on else BLANK
    says = [
        f"Telah diterima pada {on} surat {case.ombudsman.name} nomor {case.letter_number} tanggal "
        f"{indonesian.plain_date(case.letter_date)} tentang {_kind(case)} bagi {case.unit.name}.",
    ]
    return _letter(facts, case.unit, case.ombudsman, "Tanda terima", says=says)


def _minutes(facts: Facts) -> dict[str, Any]:
    case, verdict = facts.case, facts.verdict or {}
    on = indonesian.long_date(day_of(verdict["at"], case.unit.time_zone))
    says = [
        f"Pada {on} {case.ombudsman.name} telah memeriksa bukti pelaksanaan {_kind(case)} oleh "
        f"{case.unit.name}, dengan hasil: {names.said(names.STATUSES, verdict['outcome'])}.",
        f"Isi {_kind(case)}: {case.text}",
    ]
    if verdict.get("note"):
        says.append(f"Catatan: {verdict['note']}")
    letter = _letter(facts, case.ombudsman, None, "Berita acara verifikasi", says=says)
    return letter | {"signs": [_sign(case.ombudsman), _sign(case.unit)]}


def _letter(
    facts: Facts,
    by: OfficeFacts,
    to: OfficeFacts | None,
    title: str,
    *,
    says: list[str],
    closes: Sequence[str] = (),
    copies: Sequence[str] = (),
) -> dict[str, Any]:
    case, home = facts.case, facts.office(by.code)
    town = home.town if home else ""
    return {
        "title": title,
        "head": [by.name, *([town] if town else [])],
        "place": town or BLANK,
        "date": indonesian.plain_date(facts.today),
        "top": [["Nomor", BLANK], ["Lampiran", "–"], ["Hal", f"{title} {case.code}"]],
        "to": [f"Kepala {to.name}", "di tempat"] if to else [],
        "says": says,
        "facts": _table(case),
        "closes": list(closes),
        "signs": [_sign(by)],
        "copies": list(copies),
        "footer": f"Konsep dari Tindak Lanjut, {case.code}",
    }


def _table(case: Case) -> list[list[str]]:
    rows = [
        ["Kode", case.code],
        ["Layanan", names.said(names.SERVICES, case.service)],
        ["Diterima", indonesian.plain_date(case.received_on) if case.received_on else "belum"],
        ["Tanggal resmi", _on(case.official_due_on)],
        ["Tanggal internal", _on(case.internal_due_on)],
        ["Dasar hitungan", case.card.article or "tanggal dalam surat"],
        ["Status", names.said(names.STATUSES, case.status)],
    ]
    return [row for row in rows if row[1] != "–"]


def _on(day: date | None) -> str:
    return indonesian.long_date(day) if day else "–"


def _due(case: Case) -> str:
    return indonesian.deadline(case.due_at, case.unit.time_zone) if case.due_at else "–"


def _kind(case: Case) -> str:
    return names.said(names.INSTRUMENTS, case.instrument)


def _sign(office: OfficeFacts) -> dict[str, str]:
    return {"role": "Kepala", "office": office.name}


def _copies(case: Case) -> list[str]:
    return [one.name for one in case.superiors[:1]]


def _waits(facts: Facts) -> bool:
    case = facts.case
    return case.due_at is not None and case.submitted_at is None and case.closed_at is None


LETTERS: Mapping[str, tuple[Callable[[Facts], bool], Callable[[Facts], dict[str, Any]]]] = {
    "pengingat": (_waits, _reminder),
    "eskalasi": (lambda facts: superior.decides(facts.case), _escalation),
    "instruksi": (lambda facts: superior.instructs(facts.case), _instruction),
    "tanda-terima": (lambda facts: facts.case.received_on is not None, _receipt),
    "berita-acara": (lambda facts: facts.verdict is not None, _minutes),
}
