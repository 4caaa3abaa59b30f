"""For each kind of letter the story that leads to it: one place that names them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.followup.core.model import Line
from tests.letters.stories import (
    acknowledged,
    asked,
    confirmed,
    corrected,
    decided,
    escalated,
    extended,
    late_decision,
    new_calendar,
    new_policy,
    received,
    refused,
    reopened,
    superseded,
    verified,
    withdrawn,
)
from tests.letters.story import Story


@dataclass(frozen=True)
class Sample:
    """A story that has reached a line, to whom the letter goes, and when it leaves."""

    story: Story
    line: Line
    recipient: str
    at: str


Make = Callable[[], Sample]


def sample(story: Story, kind: str, recipient: str, at: str) -> Sample:
    return Sample(story, story.last(kind), recipient, at)


def to(recipient: str, at: str, kind: str, make: Callable[[], Story]) -> Make:
    return lambda: sample(make(), kind, recipient, at)


NEXT_DAY = "2022-03-09 08:00"
ROAD: Mapping[str, Make] = {
    "recorded": to("RT-MTK", "2022-01-25 09:00", "recorded", Story),
    "received": to("OMBUDSMAN-BABEL", "2022-01-26 08:30", "received", received),
    "deemed_received": to(
        "RT-MTK",
        "2022-01-31 08:00",
        "deemed_received",
        lambda: Story(received_on=None).until("2022-01-31 08:00"),
    ),
    "unacknowledged": to(
        "KANWIL-BABEL",
        "2022-02-03 08:00",
        "unacknowledged",
        lambda: Story(received_on=None).until("2022-02-03 08:00"),
    ),
    "repeat_notice": to(
        "KANWIL-BABEL",
        "2022-01-25 09:00",
        "repeat_notice",
        lambda: Story(repeat_of="REK-BABEL-2021-0004"),
    ),
    "reminder": to(
        "RT-MTK", "2022-03-08 08:00", "reminder", lambda: Story().until("2022-03-08 08:00")
    ),
    "escalated.1": to("KANWIL-BABEL", "2022-03-14 08:00", "escalated", escalated),
    "escalated.2": to(
        "DITJENPAS", "2022-03-28 08:00", "escalated", lambda: escalated("2022-03-28 08:00")
    ),
    "exhausted": to(
        "OMBUDSMAN-BABEL", "2022-04-11 08:00", "exhausted", lambda: escalated("2022-04-11 08:00")
    ),
    "confirmed": to("OMBUDSMAN-BABEL", "2022-03-02 10:00", "confirmed", lambda: confirmed(Story())),
    "verified.implemented": to(
        "RT-MTK", NEXT_DAY, "verified", lambda: verified("implemented", note="Sesuai.")
    ),
    "verified.not_actionable": to(
        "RT-MTK", NEXT_DAY, "verified", lambda: verified("not_actionable")
    ),
    "verified.not_implemented": to(
        "RT-MTK", NEXT_DAY, "verified", lambda: verified("not_implemented")
    ),
    "verified.returned": to(
        "RT-MTK", NEXT_DAY, "verified", lambda: verified("returned", new_due_on=date(2022, 3, 18))
    ),
    "verified.partially_implemented": to(
        "RT-MTK",
        NEXT_DAY,
        "verified",
        lambda: verified(
            "partially_implemented", new_due_on=date(2022, 4, 14), remaining="Ruang pendaftaran."
        ),
    ),
    "decided.instruct": to(
        "RT-MTK", "2022-03-15 15:00", "decided", lambda: decided("instruct", date(2022, 3, 29))
    ),
    "decided.take_over": to("RT-MTK", "2022-03-15 15:00", "decided", lambda: decided("take_over")),
    "decided.support_extension": to(
        "OMBUDSMAN-BABEL", "2022-03-15 15:00", "decided", lambda: decided("support_extension")
    ),
    "decided.ask_judgement": to(
        "OMBUDSMAN-BABEL", "2022-03-15 15:00", "decided", lambda: decided("ask_judgement")
    ),
    "decided.refer": to("RT-MTK", "2022-03-15 15:00", "decided", lambda: decided("refer")),
    "escalation_acknowledged": to(
        "RT-MTK", "2022-03-14 08:45", "escalation_acknowledged", acknowledged
    ),
    "without_effect": to("KANWIL-BABEL", "2022-03-15 15:00", "without_effect", late_decision),
    "extension_requested": to("OMBUDSMAN-BABEL", "2022-03-01 09:45", "extension_requested", asked),
    "extension_refused": to("RT-MTK", "2022-03-02 11:00", "extension_refused", refused),
    "extended": to("RT-MTK", "2022-03-02 16:00", "extended", extended),
    "calendar_changed.due": to(
        "RT-MTK",
        "2022-02-21 08:00",
        "calendar_changed",
        lambda: new_calendar("2022-02-21 08:00"),
    ),
    "calendar_changed.escalation": to(
        "KANWIL-BABEL",
        "2022-03-14 08:00",
        "calendar_changed",
        lambda: new_calendar("2022-03-14 08:00"),
    ),
    "policy_changed.due": to(
        "RT-MTK",
        "2022-02-21 08:00",
        "policy_changed",
        lambda: new_policy("2022-02-21 08:00"),
    ),
    "policy_changed.escalation": to(
        "KANWIL-BABEL",
        "2022-03-14 08:00",
        "policy_changed",
        lambda: new_policy("2022-03-14 08:00"),
    ),
    "reopened": to("RT-MTK", "2022-04-18 09:00", "reopened", reopened),
    "withdrawn": to("RT-MTK", "2022-02-03 09:00", "withdrawn", withdrawn),
    "superseded": to("RT-MTK", "2022-02-03 09:00", "superseded", superseded),
    "escalation_closed": to(
        "KANWIL-BABEL",
        "2022-03-15 09:00",
        "escalation_closed",
        lambda: confirmed(escalated(), "2022-03-15 09:00"),
    ),
    "escalation_withdrawn": to(
        "KANWIL-BABEL", "2022-03-14 09:00", "escalation_withdrawn", corrected
    ),
}
