"""The people of the demonstration, speaking over the same HTTP API as everybody.

Owns: one bearer token per office, and what each `says` of the story means as a request.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import urllib3

from launcher.demo.access import SECOND_ADMIN
from launcher.demo.story import Act

Answer = Mapping[str, Any]


class RequestFailed(Exception):
    """The installation refused or failed a request of the story; the text is its answer."""


class People:
    """Everybody who speaks in the story, and the recommendations they speak about."""

    def __init__(self, address: str, tokens: Mapping[str, str], folder: Path) -> None:
        self._http = urllib3.PoolManager(timeout=10, retries=False)
        self.address = address
        self._tokens = tokens
        self.folder = folder
        self._seen: Mapping[str, Answer] = {}
        self.recommendations: list[Mapping[str, Any]] = []

    def do(self, act: Act) -> None:
        """Carry out one act; raises RequestFailed with the installation's own words."""
        _DEEDS[act.says](self, act)

    def get(self, who: str, path: str) -> Answer:
        """What the office `who` reads at `path`."""
        return self._request("GET", who, path, {})

    def post(self, who: str, path: str, body: Mapping[str, Any]) -> Answer:
        """What the office `who` is answered when it posts `body` as JSON."""
        return self._request("POST", who, path, {"json": body})

    def upload(self, who: str, path: str, photo: str, fields: Mapping[str, str]) -> Answer:
        """What the office `who` is answered when it uploads a file of the story's folder."""
        content = (self.folder / photo).read_bytes()
        form = {**fields, "file": (photo, content, "image/jpeg")}
        return self._request("POST", who, path, {"fields": form})

    def behind(self) -> bool:
        """Whether followup has yet to hear something that was said to intake."""
        if not self.recommendations:
            return False
        heads = self.get("feed", "/streams")["streams"]
        seen = f"seen={heads[0]['head']}&stream={heads[0]['name']}"
        last = self.recommendations[-1]["id"]
        answer = self._answer("GET", "OMBUDSMAN-BABEL", f"/cases/{last}?{seen}", {})
        return answer.status != 200 or bool(answer.json()["catching_up"])

    def unswept(self) -> bool:
        """Whether time has something to say that no sweep has recorded yet."""
        answer = self._answer("GET", "feed", "/followup/metrics", {})
        found = re.search(r"^tindak_followup_unswept_seconds (.+)$", answer.data.decode(), re.M)
        return found is None or float(found[1]) > 0

    def case(self, recommendation_id: str) -> Answer:
        """The case with its journal, as the Ombudsman sees it."""
        return self.get("OMBUDSMAN-BABEL", f"/cases/{recommendation_id}")

    def moved(self) -> list[Answer]:
        """The cases that stand otherwise than at the last look, with their journals."""
        found = {one["recommendation_id"]: one for one in self._cases()}
        moved = [one for one, case in found.items() if case != self._seen.get(one)]
        self._seen = found
        return [self.case(one) for one in moved]

    def instants(self) -> list[datetime]:
        """When time will next say something about each case."""
        found = self._seen.values()
        return [datetime.fromisoformat(one["next_at"]) for one in found if one["next_at"]]

    def about(self, act: Act) -> str:
        """The id of the recommendation that the act is about."""
        assert act.about is not None
        return str(self.recommendations[act.about - 1]["id"])

    def open_escalation(self, act: Act) -> str:
        """The id of the escalation that the acting office now holds on that recommendation."""
        found = self.get(act.who, "/escalations?limit=200")["items"]
        mine = [one for one in found if one["recommendation_id"] == self.about(act)]
        return str(next(one["id"] for one in mine if one["status"] in ("open", "acknowledged")))

    def _cases(self) -> list[Answer]:
        found = self.get("OMBUDSMAN-BABEL", "/cases?limit=200")["items"]
        return [{**one, "data_as_of": None} for one in found]

    def _request(self, method: str, who: str, path: str, body: Mapping[str, Any]) -> Answer:
        answer = self._answer(method, who, path, body)
        if answer.status >= 400:
            raise RequestFailed(f"{method} {path} as {who}: {answer.status} {answer.data.decode()}")
        parsed: Answer = answer.json()
        return parsed

    def _answer(
        self, method: str, who: str, path: str, body: Mapping[str, Any]
    ) -> urllib3.BaseHTTPResponse:
        headers = {"Authorization": f"Bearer {self._tokens[who]}"}
        url = f"{self.address}/api/v1{path}"
        return self._http.request(method, url, headers=headers, **body)


def _letter(people: People, act: Act) -> None:
    letter = json.loads((people.folder / (act.file or "")).read_text("utf-8"))
    people.recommendations += people.post(act.who, "/letters", letter)["recommendations"]


def _to_recommendation(verb: str) -> Callable[[People, Act], None]:
    def say(people: People, act: Act) -> None:
        people.post(act.who, f"/recommendations/{people.about(act)}/{verb}", act.body)

    return say


def _to_escalation(verb: str) -> Callable[[People, Act], None]:
    def say(people: People, act: Act) -> None:
        people.post(act.who, f"/escalations/{people.open_escalation(act)}/{verb}", act.body)

    return say


def _confirm(people: People, act: Act) -> None:
    path = f"/recommendations/{people.about(act)}"
    fields = {
        "kind": "photo",
        "taken_on": str(act.body["completed_on"]),
        "place": "Ruang pelayanan",
    }
    evidence = people.upload(act.who, f"{path}/evidence", act.file or "", fields)
    people.post(act.who, f"{path}/actions", {**act.body, "evidence": [evidence["id"]]})


def _ask_extension(people: People, act: Act) -> None:
    people.post(act.who, f"/cases/{people.about(act)}/extension-requests", act.body)


def _propose_calendar(people: People, act: Act) -> Answer:
    return people.post(act.who, "/calendar/amendments", act.body)


def _amend_calendar(people: People, act: Act) -> None:
    """One account proposes, a second one approves what it would do."""
    proposal = _propose_calendar(people, act)
    seen = {"digest": proposal["impact"]["digest"]}
    people.post(SECOND_ADMIN, f"/amendments/{proposal['id']}/approval", seen)


_DEEDS: Mapping[str, Callable[[People, Act], object]] = {
    "letter": _letter,
    "acknowledge": _to_recommendation("receipt"),
    "confirm": _confirm,
    "verify": _to_recommendation("verifications"),
    "extend": _to_recommendation("extensions"),
    "ask_extension": _ask_extension,
    "acknowledge_escalation": _to_escalation("acknowledgement"),
    "decide": _to_escalation("decisions"),
    "amend_calendar": _amend_calendar,
    "propose_calendar": _propose_calendar,
}
