"""The people of a run, over the HTTP API as everybody.

Owns: asking again where no answer came, at the next host and under the same `Idempotency-Key`, and
noting in the ledger what was promised.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Any

import urllib3

from tests.faults.grounds.ground import LOCALHOST, Ground
from tests.faults.ledger import KEPT, REFUSED, UNKNOWN, Ledger, Said

PATIENCE = 9.0
PAUSE = 0.25
PROBLEM = "application/problem+json"
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
    """What somebody wants: a POST, the event that it makes, and where the answer is to be noted."""

    says: str
    event: str
    who: str
    path: str
    about: str
    tag: str
    body: Mapping[str, Any]


class People:
    """Everybody who speaks; each call stands for one person and may come from any thread."""

    def __init__(self, ground: Ground, tokens: Mapping[str, str], ledger: Ledger) -> None:
        self._ground, self._tokens, self.ledger = ground, tokens, ledger
        self._clock = ground.clock
        timeout = urllib3.Timeout(connect=2, read=8)
        self._http = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=16)
        self._keys = count(1)
        self._turn = count()
        self.ended: Callable[[float], object] = lambda _seconds: None

    def close(self) -> None:
        self._http.clear()

    def do(self, deed: Deed) -> Answer | None:
        """Ask until there is an answer or patience ends; answers what a 2xx said."""
        key = f"{deed.says}-{next(self._keys)}"
        asked_at = self._clock.now()
        status, answer = self._insist(deed, {"json": dict(deed.body)}, key)
        outcome = UNKNOWN if status is None else KEPT if status < 300 else REFUSED
        about = deed.about or str(answer.get("id", ""))
        self.ledger.note(
            Said(
                *(deed.says, deed.event, about, deed.tag, outcome, status, answer),
                asked_at=asked_at,
                answered_at=self._clock.now(),
            )
        )
        return answer if outcome == KEPT else None

    def upload(self, deed: Deed, content: bytes, fields: Mapping[str, str]) -> str | None:
        """The id of a piece of evidence; None where it could not be laid down."""
        form = {**fields, "file": ("photo.jpg", content, "image/jpeg")}
        key = f"evidence-{next(self._keys)}"
        status, answer = self._insist(deed, {"fields": form}, key)
        return str(answer["id"]) if status is not None and status < 300 else None

    def read(self, who: str, path: str) -> Answer | None:
        """What a GET answers; None where no answer came. Whoever may read is never refused."""
        found = self._once("GET", who, path, {}, {})
        if found and found[0] != 200 and found[0] < 500:
            self.ledger.no_answer(f"GET {path}: {found[0]} {dict(found[1])}")
        return found[1] if found and found[0] == 200 else None

    def _insist(self, deed: Deed, body: Mapping[str, Any], key: str) -> tuple[int | None, Answer]:
        until = monotonic() + PATIENCE
        while True:
            found = self._once("POST", deed.who, deed.path, body, {"Idempotency-Key": key})
            if found and found[0] < 500 and found[0] != 429:
                return found
            if monotonic() > until:
                return None, {}
            self.ended(PAUSE)

    def _once(
        self, method: str, who: str, path: str, body: Mapping[str, Any], more: Mapping[str, str]
    ) -> tuple[int, Answer] | None:
        """One request to the next host; None where the line gave none."""
        self.ledger.tried()
        headers = {"Authorization": f"Bearer {self._tokens[who]}", **more}
        hosts = self._ground.hosts(f"/api/v1{path}")
        port = hosts[next(self._turn) % len(hosts)]
        url = f"http://{LOCALHOST}:{port}/api/v1{path}"
        try:
            answer = self._http.request(method, url, headers=headers, **body)
        except (urllib3.exceptions.HTTPError, OSError):
            return None
        return answer.status, self._parsed(method, path, answer)

    def _parsed(self, method: str, path: str, answer: urllib3.BaseHTTPResponse) -> Answer:
        kind = answer.headers.get("Content-Type", "")
        wanted = PROBLEM if answer.status >= 400 else "application/json"
        try:
            found: Answer = json.loads(answer.data)
        except ValueError:
            found = {}
        if not kind.startswith(wanted) or not found:
            said = f"{method} {path}: {answer.status} {kind} {answer.data[:200]!r}"
            self.ledger.no_answer(said)
        return found
