"""What each act of a plan is, as a request.

Owns: the bodies, and which office speaks. Each carries a tag of its own in its words, by which its
event is known again.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from threading import Lock
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from launcher.places import ROOT
from shared.clock import Clock
from tests.faults.people import Deed, People
from tests.faults.plan import ZONES, Act, Plan

PHOTO = ROOT / "data" / "demo-sop-kunjungan.jpg"
LOOKS_SECONDS, LOOK_AGAIN = 6.0, 0.3
TEXT = "Standar pelayanan dipasang di tempat yang mudah dilihat."


class Deeds:
    """Carries out acts; knows which recommendation each point of the plan became."""

    def __init__(self, plan: Plan, people: People, clock: Clock) -> None:
        self._plan, self._people, self._clock = plan, people, clock
        self._ids: dict[int, str] = {}
        self._photo = PHOTO.read_bytes()
        self._lock = Lock()
        self._said = 0

    def prepare(self, act: Act) -> list[str] | None:
        """What has to lie ready before the act: its evidence."""
        if act.says != "confirm" or act.point not in self._ids:
            return None
        deed = self._deed(act, "evidence", "evidence", {})
        fields = {"kind": "photo", "taken_on": self._today(act).isoformat(), "place": "Lobi"}
        found = self._people.upload(deed, self._photo, fields)
        return [found] if found else None

    def do(self, act: Act, ready: list[str] | None) -> None:
        """Say it, unless what it speaks of does not exist."""
        if act.says == "letter" or act.point in self._ids:
            DEEDS[act.says](self, act, ready)

    def letter(self, act: Act, _ready: object) -> None:
        """The Ombudsman's office of a region posts everything that it recommends there."""
        tag, region = self._tag("letter"), act.facts["region"]
        today = self._plan.begins.astimezone(ZoneInfo(ZONES[region])).date()
        numbers = act.facts["points"]
        head = {"number": tag, "date": str(today), "instrument": "saran", "subject": f"Saran {tag}"}
        body = {"letter": head, "recommendations": [self._point(one, tag) for one in numbers]}
        who = f"OMBUDSMAN-{region}"
        deed = Deed("letter", "letter.recorded", who, "/letters", "", tag, body)
        answer = self._people.do(deed)
        if answer:
            for number, one in zip(numbers, answer["recommendations"], strict=True):
                self._ids[number] = one["id"]

    def receipt(self, act: Act, _ready: object) -> None:
        body = {"received_on": str(self._today(act))}
        self._say(act, "receipt", "recommendation.received", body, tagged=False)

    def confirm(self, act: Act, ready: list[str] | None) -> None:
        if ready:
            body = {"completed_on": str(self._today(act)), "extent": act.facts["extent"]}
            self._say(
                act, "actions", "action.confirmed", {**body, "evidence": ready}, "description"
            )

    def verify(self, act: Act, _ready: object) -> None:
        outcome, new = act.facts["outcome"], act.facts["new_due_on"]
        body = {"outcome": outcome, "new_due_on": new and str(new)}
        if outcome == "partially_implemented":
            body["remaining"] = "Sisanya"
        self._say(act, "verifications", "action.verified", body, "note")

    def extend(self, act: Act, _ready: object) -> None:
        body = {"new_due_on": str(act.facts["new_due_on"])}
        self._say(act, "extensions", "deadline.extended", body)

    def withdraw(self, act: Act, _ready: object) -> None:
        self._say(act, "withdrawal", "recommendation.withdrawn", {})

    def reopen(self, act: Act, _ready: object) -> None:
        body = {"new_due_on": str(act.facts["new_due_on"])}
        self._say(act, "reopening", "recommendation.reopened", body)

    def request(self, act: Act, _ready: object) -> None:
        body = {"new_due_on": str(act.facts["new_due_on"])}
        self._tell(act, f"/cases/{self._id(act)}/extension-requests", "extension.requested", body)

    def acknowledge(self, act: Act, _ready: object) -> None:
        if held := self._held(act):
            office, id_ = held
            path = f"/escalations/{id_}/acknowledgement"
            name = "escalation.acknowledged"
            self._people.do(Deed("acknowledge", name, office, path, self._id(act), "", {}))

    def decide(self, act: Act, _ready: object) -> None:
        if held := self._held(act):
            office, id_ = held
            tag, new = self._tag("decide"), act.facts["internal_due_on"]
            body = {"decision": act.facts["decision"], "note": tag,
                    "internal_due_on": new and str(new)}  # fmt: skip
            path = f"/escalations/{id_}/decisions"
            about, name = self._id(act), "escalation.decided"
            self._people.do(Deed("decide", name, office, path, about, tag, body))

    def _say(
        self, act: Act, verb: str, event: str, body: Mapping[str, Any], words: str = "reason",
        *, tagged: bool = True,
    ) -> None:  # fmt: skip
        self._people.do(self._deed(act, verb, event, body, words if tagged else ""))

    def _deed(
        self, act: Act, verb: str, event: str, body: Mapping[str, Any], words: str = ""
    ) -> Deed:
        point = self._plan.points[act.point or 0]
        spoken = act.says in ("receipt", "confirm")
        who = point.unit if spoken else f"OMBUDSMAN-{point.region}"
        tag = self._tag(act.says) if words else ""
        told = {**body, words: tag} if words else body
        path = f"/recommendations/{self._id(act)}/{verb}"
        return Deed(act.says, event, who, path, self._id(act), tag, told)

    def _tell(self, act: Act, path: str, event: str, body: Mapping[str, Any]) -> None:
        tag, unit = self._tag(act.says), self._plan.points[act.point or 0].unit
        told = {**body, "reason": tag}
        self._people.do(Deed(act.says, event, unit, path, self._id(act), tag, told))

    def _held(self, act: Act) -> tuple[str, str] | None:
        """The Kanwil and the escalation that it holds on the point; it looks for a while, since
        what broke may have delayed it."""
        until = monotonic() + LOOKS_SECONDS
        while (found := self._seen(act)) is None and monotonic() < until:
            self._people.ended(LOOK_AGAIN)
        return found

    def _seen(self, act: Act) -> tuple[str, str] | None:
        office = f"KANWIL-{self._plan.points[act.point or 0].region}"
        found = self._people.read(office, f"/escalations?recommendation_id={self._id(act)}")
        mine = [one for one in found["items"] if one["office"] == office] if found else []
        live = [one["id"] for one in mine if one["status"] in ("open", "acknowledged")]
        return (office, str(live[0])) if live else None

    def _point(self, number: int, tag: str) -> Mapping[str, Any]:
        point = self._plan.points[number]
        dated = {"due_on": str(point.due_on)} if point.due_on else {}
        return {
            "unit": point.unit,
            "service": point.service,
            "components": ["persyaratan"],
            "finding": f"Belum dipasang. {tag} butir {number}.",
            "text": TEXT,
            "severity": "sedang",
            **dated,
        }

    def _id(self, act: Act) -> str:
        assert act.point is not None
        return self._ids[act.point]

    def _today(self, act: Act) -> date:
        """The unit's own day, a minute ago: that day has come wherever the clocks are."""
        zone = ZoneInfo(ZONES[self._plan.points[act.point or 0].region])
        return (self._clock.now() - timedelta(minutes=1)).astimezone(zone).date()

    def _tag(self, says: str) -> str:
        with self._lock:
            self._said += 1
            return f"{says}/{self._plan.seed}/{self._said}."


DEEDS: Mapping[str, Callable[[Deeds, Act, list[str] | None], None]] = {
    name: getattr(Deeds, name)
    for name in ("letter", "receipt", "confirm", "verify", "extend", "withdraw", "reopen",
                 "request", "acknowledge", "decide")
}  # fmt: skip
