"""Stories that lead to letters: each says and times what has to happen."""

from dataclasses import replace
from datetime import date

from services.followup.core import policy_changes
from services.followup.core.calendar import Holiday, amend
from services.followup.core.facts import (
    EscalationAcknowledged,
    EscalationDecided,
    ExtensionRefused,
    ExtensionRequested,
)
from services.followup.core.policy_changes import Length, PolicyChanges, Wait
from services.followup.core.rules import Rules
from shared.events import (
    ActionConfirmed,
    ActionVerified,
    DeadlineExtended,
    RecommendationReceived,
    RecommendationReopened,
    RecommendationSuperseded,
    RecommendationWithdrawn,
)
from tests.letters import story
from tests.letters.story import HEAD, REGIONAL, VERIFIER, Story, wib


def confirmed(told: Story, at: str = "2022-03-02 10:00") -> Story:
    fact = ActionConfirmed(
        told.id, "act-1", "SOP dicetak A1 dan dipasang.", date(2022, 3, 2), "full", (), HEAD
    )
    return told.said(at, fact)


def verified(outcome: str, **more: object) -> Story:
    fact = ActionVerified(
        story.RECORDED.recommendation_id,
        "ver-1",
        "act-1",
        outcome,
        "Foto belum memperlihatkan jangka waktu.",
        None,
        None,
        VERIFIER,
    )
    return confirmed(Story()).said("2022-03-08 10:00", replace(fact, **more))  # type: ignore[arg-type]


def escalated(at: str = "2022-03-14 08:00") -> Story:
    return Story().until(at)


def decided(decision: str, due_on: date | None = None) -> Story:
    told = escalated()
    fact = EscalationDecided(
        told.id, told.escalation, decision, "Segera laksanakan dan laporkan.", due_on, REGIONAL
    )
    return told.said("2022-03-15 15:00", fact)


def asked() -> Story:
    told = Story()
    reason = "Menunggu pembahasan dengan orang tua/wali."
    fact = ExtensionRequested(told.id, "req-1", date(2022, 3, 31), reason, HEAD)
    return told.said("2022-03-01 09:45", fact)


def refused() -> Story:
    told = asked()
    fact = ExtensionRefused(told.id, "req-1", "Alasannya belum cukup.", VERIFIER)
    return told.said("2022-03-02 11:00", fact)


def extended() -> Story:
    told = asked()
    fact = DeadlineExtended(told.id, date(2022, 3, 31), "Alasan dapat diterima.", "req-1", VERIFIER)
    return told.said("2022-03-02 16:00", fact)


def acknowledged() -> Story:
    told = escalated()
    fact = EscalationAcknowledged(told.id, told.escalation, REGIONAL)
    return told.said("2022-03-14 08:40", fact)


def late_decision() -> Story:
    told = escalated()
    held = told.escalation
    confirmed(told, "2022-03-15 09:00")
    fact = EscalationDecided(told.id, held, "instruct", "Segera.", None, REGIONAL)
    return told.said("2022-03-15 15:00", fact)


def received() -> Story:
    told = Story(received_on=None)
    fact = RecommendationReceived(told.id, date(2022, 1, 26), "addressee", None, HEAD)
    return told.said("2022-01-26 08:30", fact)


def reopened() -> Story:
    told = verified("implemented")
    fact = RecommendationReopened(told.id, "Papan SOP diturunkan.", date(2022, 5, 31), VERIFIER)
    return told.said("2022-04-18 09:00", fact)


def corrected() -> Story:
    told = escalated()
    fact = RecommendationReceived(told.id, date(2022, 2, 14), "ombudsman", "Resi pos", VERIFIER)
    return told.said("2022-03-14 09:00", fact)


def new_calendar(until: str) -> Story:
    """A local holiday of the addressee and the Kanwil, decreed on 21 February or 14 March."""
    told = Story()
    places = (story.UNIT.regency, story.KANWIL.regency)
    day = date(2022, 3, 7) if until < "2022-03-11" else date(2022, 3, 21)
    off = [Holiday(day, "Libur lokal", "local", place, "") for place in places]
    at = wib(f"{until[:10]} 07:00")
    second = amend(told.rules.calendars[0], at, "DEMO/WALI-KOTA/2022/03", off, [])
    told.rules = Rules((*told.rules.calendars, second))
    return told.until(until)


def new_policy(until: str) -> Story:
    """A regulation of 21 February or 14 March gives more time: to confirm, or to decide."""
    told = Story()
    first, decree = told.rules.policy, "DEMO/PERATURAN/2022/01"
    lengths = tuple(Length(row.name, 45, decree) for row in first.instruments)
    waits = (Wait("level_2", 12),)
    changes = PolicyChanges(lengths) if until < "2022-03-11" else PolicyChanges(waits=waits)
    second = policy_changes.amend(first, wib(f"{until[:10]} 07:00"), decree, changes)
    told.rules = Rules(told.rules.calendars, (first, second))
    return told.until(until)


def withdrawn() -> Story:
    told = Story()
    fact = RecommendationWithdrawn(told.id, "Surat ganda.", VERIFIER)
    return told.said("2022-02-03 09:00", fact)


def superseded() -> Story:
    told = Story()
    fact = RecommendationSuperseded(told.id, "Digabung.", "REK-BABEL-2022-0009", VERIFIER)
    return told.said("2022-02-03 09:00", fact)
