"""Recommendations whose road is told by the real core, for letters to speak about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from services.followup import core
from services.followup.core import facts
from services.followup.core.facts import AnyFact
from services.followup.core.model import Case, Line
from services.followup.core.rules import Rules
from services.followup.store.seed_calendar import first_calendar
from shared.codec import dump
from shared.events import Actor, Event, OfficeFacts, RecommendationRecorded

ZONE = ZoneInfo("Asia/Jakarta")
UNIT = OfficeFacts(
    "RT-MTK",
    "Rumah Tahanan Negara Kelas IIB Muntok",
    "rutan",
    "Asia/Jakarta",
    "Kabupaten Bangka Barat",
)
KANWIL = OfficeFacts(
    "KANWIL-BABEL",
    "Kantor Wilayah Direktorat Jenderal Pemasyarakatan Kepulauan Bangka Belitung",
    "kanwil",
    "Asia/Jakarta",
    "Kota Pangkalpinang",
)
DIRECTORATE = OfficeFacts(
    "DITJENPAS",
    "Direktorat Jenderal Pemasyarakatan",
    "directorate",
    "Asia/Jakarta",
    "Kota Jakarta Pusat",
)
OMBUDSMAN = OfficeFacts(
    "OMBUDSMAN-BABEL",
    "Ombudsman RI Perwakilan Kepulauan Bangka Belitung",
    "ombudsman",
    "Asia/Jakarta",
    "Kota Pangkalpinang",
)
HEAD = Actor("a-1", "Kepala Rutan Muntok", "RT-MTK", "unit")
REGIONAL = Actor("a-2", "Kepala Kanwil Babel", "KANWIL-BABEL", "kanwil")
CENTRAL = Actor("a-3", "Direktur Jenderal", "DITJENPAS", "directorate")
VERIFIER = Actor("a-4", "Asisten Ombudsman", "OMBUDSMAN-BABEL", "ombudsman")

RECORDED = RecommendationRecorded(
    recommendation_id="01890000-0000-7000-8000-000000000001",
    code="REK-BABEL-2022-0001",
    letter_id="01890000-0000-7000-8000-000000000000",
    letter_number="DEMO/SARAN/2022/01",
    letter_date=date(2022, 1, 25),
    instrument="saran",
    unit=UNIT,
    superiors=(KANWIL, DIRECTORATE),
    ombudsman=OMBUDSMAN,
    service="kunjungan",
    components=("sistem_mekanisme_prosedur",),
    finding="SOP kunjungan belum mudah dilihat pengguna layanan.",
    text="SOP layanan utama (kunjungan) dibuat jelas dan dipasang di tempat yang strategis pada "
    "ruang pelayanan sehingga mudah dilihat.",
    severity="sedang",
    received_on=date(2022, 1, 25),
    due_kind="rule",
    due_on=None,
    repeat_of=None,
    actor=VERIFIER,
)


@cache
def rules() -> Rules:
    """The calendar of the package and the default policy."""
    return Rules((first_calendar(),))


def wib(text: str) -> datetime:
    """`2022-03-11 23:50` in Jakarta as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


class Story:
    """One recommendation: said and timed, line by line."""

    def __init__(self, at: str = "2022-01-25 09:00", **changes: object) -> None:
        self._seen = {True: 0, False: 0}
        self.lines: list[Line] = []
        self.rules = rules()
        recorded = replace(RECORDED, **changes)  # type: ignore[arg-type]
        event = self._event(at, recorded)
        self.case, lines = core.open_case(event, recorded, self.rules)
        self.lines.extend(lines)

    def said(self, at: str, fact: AnyFact) -> "Story":
        """A fact at that local time."""
        self.case, lines = core.apply(self.case, self._event(at, fact), fact, self.rules)
        self.lines.extend(lines)
        return self

    def until(self, at: str) -> "Story":
        """Time passes up to that local time."""
        self.case, lines = core.advance(self.case, wib(at), self.rules)
        self.lines.extend(lines)
        return self

    def last(self, kind: str) -> Line:
        """The last line of that kind."""
        return [line for line in self.lines if line.kind == kind][-1]

    @property
    def id(self) -> str:
        return self.case.recommendation_id

    @property
    def escalation(self) -> str:
        """The id of the last escalation."""
        return self.case.escalations[-1].id

    def _event(self, at: str, fact: AnyFact) -> Event:
        own = fact.name in facts.OWN
        self._seen[own] += 1
        return Event(
            stream="KANWIL-BABEL",
            seq=self._seen[own],
            id=f"{own}-{self._seen[own]}",
            name=fact.name,
            subject=RECORDED.recommendation_id,
            time=wib(at),
            data=dump(fact),
            body="",
            previous_hash="",
            hash="",
        )


def numbered(number: int, **changes: Any) -> dict[str, Any]:
    """Changes that make the recorded recommendation another one."""
    return {
        "recommendation_id": f"01890000-0000-7000-8000-{number:012d}",
        "code": f"REK-BABEL-2022-{number:04d}",
        **changes,
    }


__all__ = ["Case", "Story", "numbered", "rules", "wib"]
