"""The people of the core's tests, and one recommendation's story told in local time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from services.followup import core
from services.followup.core import facts
from services.followup.core.calendar import Calendar, Holiday, Removal, amend
from services.followup.core.facts import AnyFact
from services.followup.core.model import Case, Escalation, Line
from services.followup.core.rules import Rules
from services.followup.store.seed_calendar import first_calendar
from shared import events
from shared.codec import load
from shared.events import Actor, Draft, Event, OfficeFacts

WIB = ZoneInfo("Asia/Jakarta")
PANGKALPINANG = "Kota Pangkalpinang"
ID = "0190a000-0000-7000-8000-000000000001"

UNIT = OfficeFacts("RT-MTK", "Rutan Muntok", "rutan", "Asia/Jakarta", "Kabupaten Bangka Barat")
KANWIL = OfficeFacts("KANWIL-BABEL", "Kanwil Babel", "kanwil", "Asia/Jakarta", PANGKALPINANG)
DIRECTORATE = OfficeFacts(
    "DITJENPAS", "Ditjenpas", "directorate", "Asia/Jakarta", "Kota Jakarta Pusat"
)
OMBUDSMAN = OfficeFacts(
    "OMBUDSMAN-BABEL", "Ombudsman Babel", "ombudsman", "Asia/Jakarta", PANGKALPINANG
)


def actor(office: OfficeFacts) -> Actor:
    return Actor(f"head of {office.code}", "Kepala", office.code, office.kind)


def on(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    """`2022-01-25 09:00` in local time, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def day(value: str | None) -> date | None:
    return on(value) if value else None


@cache
def seed() -> Calendar:
    return first_calendar()


def holiday(text: str, kind: str = "public", regency: str | None = None) -> Holiday:
    return Holiday(on(text), "Libur", kind, regency, "a decree")


def recommendation(**changes: Any) -> events.RecommendationRecorded:
    """The first recommendation of 2022; by default nobody has proven its receipt."""
    plain = events.RecommendationRecorded(
        recommendation_id=ID,
        code="REK-BABEL-2022-0001",
        letter_id="0190a000-0000-7000-8000-00000000000a",
        letter_number="DEMO/SARAN/2022/01",
        letter_date=on("2022-01-25"),
        instrument="saran",
        unit=UNIT,
        superiors=(KANWIL, DIRECTORATE),
        ombudsman=OMBUDSMAN,
        service="kunjungan",
        components=("persyaratan",),
        finding="SOP belum mudah dilihat.",
        text="SOP dipasang di tempat yang mudah dilihat.",
        severity="sedang",
        received_on=None,
        due_kind="rule",
        due_on=None,
        repeat_of=None,
        actor=actor(OMBUDSMAN),
    )
    return replace(plain, **changes)


class Story:
    """One case, told in the order of time; each call says when, in local time, and who spoke."""

    def __init__(self, *calendars: Calendar) -> None:
        self.rules = Rules(calendars or (seed(),))
        self.told: list[tuple[Event, AnyFact]] = []
        self.lines: list[Line] = []
        self._case: Case | None = None

    @property
    def case(self) -> Case:
        assert self._case is not None, "nothing has been recorded yet"
        return self._case

    def recorded(self, when: str = "2022-01-25 09:00", **changes: Any) -> "Story":
        fact = recommendation(**changes)
        self._case, lines = core.open_case(self._event(when, fact), fact, self.rules)
        self.lines.extend(lines)
        return self

    def until(self, when: str) -> list[Line]:
        """Time passes; what it said meanwhile."""
        return self._keep(core.advance(self.case, at(when), self.rules))

    def say(self, when: str, fact: AnyFact) -> list[Line]:
        """An event of intake or followup, applied."""
        event = self._event(when, fact)
        self.told.append((event, fact))
        return self._keep(core.apply(self.case, event, fact, self.rules))

    def command(self, when: str, draft: Draft) -> list[Line]:
        """What a checked command gave, read back from its JSON and applied."""
        return self.say(when, load(facts.FACTS[draft.name], draft.data))

    def acknowledged(self, when: str, received_on: str) -> list[Line]:
        return self._received(when, received_on, "addressee", UNIT, None)

    def proven(self, when: str, received_on: str) -> list[Line]:
        return self._received(when, received_on, "ombudsman", OMBUDSMAN, "tanda terima")

    def _received(
        self, when: str, received_on: str, by: str, office: OfficeFacts, proof: str | None
    ) -> list[Line]:
        fact = events.RecommendationReceived(ID, on(received_on), by, proof, actor(office))
        return self.say(when, fact)

    def confirmed(self, when: str, extent: str = "full") -> list[Line]:
        done = on(when[:10])
        fact = events.ActionConfirmed(ID, "a", "Dipasang.", done, extent, (), actor(UNIT))
        return self.say(when, fact)

    def verified(
        self, when: str, outcome: str, new_due_on: str | None = None, remaining: str | None = None
    ) -> list[Line]:
        fact = events.ActionVerified(
            ID, "v", "a", outcome, "Catatan.", day(new_due_on), remaining, actor(OMBUDSMAN)
        )
        return self.say(when, fact)

    def reopened(self, when: str, new_due_on: str | None = None) -> list[Line]:
        fact = events.RecommendationReopened(
            ID, "Papan diturunkan.", day(new_due_on), actor(OMBUDSMAN)
        )
        return self.say(when, fact)

    def extended(self, when: str, new_due_on: str, request_id: str | None = None) -> list[Line]:
        fact = events.DeadlineExtended(
            ID, on(new_due_on), "Diterima.", request_id, actor(OMBUDSMAN)
        )
        return self.say(when, fact)

    def withdrawn(self, when: str) -> list[Line]:
        return self.say(when, events.RecommendationWithdrawn(ID, "Keliru.", actor(OMBUDSMAN)))

    def superseded(self, when: str) -> list[Line]:
        fact = events.RecommendationSuperseded(
            ID, "Diganti.", "REK-BABEL-2022-0009", actor(OMBUDSMAN)
        )
        return self.say(when, fact)

    def seen_by(self, when: str, office: OfficeFacts = KANWIL) -> list[Line]:
        """The office acknowledges the escalation that it holds."""
        draft = core.acknowledge(self.case, self.escalation().id, actor(office))
        return self.command(when, draft)

    def decided(
        self,
        when: str,
        decision: str = "instruct",
        internal_due_on: str | None = None,
        office: OfficeFacts = KANWIL,
    ) -> list[Line]:
        draft = core.decide(
            self.case,
            self.escalation().id,
            decision,
            "Segera.",
            day(internal_due_on),
            actor=actor(office),
            today=on(when[:10]),
        )
        return self.command(when, draft)

    def asked(self, when: str, new_due_on: str, request_id: str = "q1") -> list[Line]:
        """The addressee asks for an extension."""
        draft = core.request_extension(
            self.case,
            request_id,
            on(new_due_on),
            "Menunggu rapat.",
            actor=actor(UNIT),
            today=on(when[:10]),
        )
        return self.command(when, draft)

    def amended(
        self, when: str, additions: Sequence[Holiday] = (), removals: Sequence[Removal] = ()
    ) -> None:
        """A decree makes the next version of the calendar; the case hears of it as time passes."""
        known = self.rules.calendars
        new = amend(known[-1], at(when), "Keppres 1/2022", additions, removals)
        self.rules = replace(self.rules, calendars=(*known, new))

    def escalation(self) -> Escalation:
        """The one that was opened last."""
        return self.case.escalations[-1]

    def _event(self, when: str, fact: AnyFact) -> Event:
        seq = len(self.told) + 2 if self._case else 1
        return Event("KANWIL-BABEL", seq, f"e{seq}", fact.name, ID, at(when), {}, "", "", "")

    def _keep(self, outcome: tuple[Case, tuple[Line, ...]]) -> list[Line]:
        self._case, lines = outcome
        self.lines.extend(lines)
        return list(lines)


def local(instant: datetime | None, zone: ZoneInfo = WIB) -> str | None:
    """An instant as the people of Babel read it."""
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M") if instant else None


def kinds(lines: Sequence[Line]) -> list[str]:
    return [line.kind for line in lines]


def rungs(lines: Sequence[Line]) -> list[tuple[str | None, str | None]]:
    """When each rung fired, in local time, and which it was."""
    return [(local(line.at), line.rung) for line in lines if line.rung]


def only(lines: Sequence[Line], kind: str) -> Line:
    """The one line of that kind."""
    found = [line for line in lines if line.kind == kind]
    assert len(found) == 1, kinds(lines)
    return found[0]
