"""How followup reads intake: the feed of each stream, and the heads of all.

Owns: the two roads to the feed (HTTP, or the intake application in the same process), their
time-outs and named errors, and the proof of every page: each event matches its hash, and each
follows the one before.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import urllib3

from shared.events import Event
from shared.stream import from_envelope

PAGE = 500
CONNECT_SECONDS = 2
READ_SECONDS = 5


class IntakeUnreachable(Exception):
    """Intake gave no answer, or not the one that was asked for; nothing may be concluded."""


class IntakeSilent(IntakeUnreachable):
    """Intake gave no answer at all, to whatever stream."""


class FeedTampered(Exception):
    """What the feed showed is not what was written: an event does not match its hash, or is
    missing, or does not follow the one before."""


@dataclass(frozen=True)
class FeedPage:
    """Events after a sequence. `as_of` is set where they reach `head`: then nothing of that
    stream that happened at or before it is unknown. `hash` is that of the head, where it is told.
    """

    events: tuple[Event, ...]
    head: int
    as_of: datetime | None
    hash: str | None = None


class Feed(Protocol):
    """Intake, as followup sees it."""

    def events(self, stream: str, after: int, limit: int = PAGE) -> FeedPage:
        """The page after `after`; raises IntakeUnreachable or FeedTampered."""
        ...

    def pages(self, after: Mapping[str, int]) -> Mapping[str, FeedPage]:
        """The pages of several streams in one call; those are left out of which it shows nothing,
        or nothing to be believed. Raises IntakeUnreachable."""
        ...

    def heads(self) -> Mapping[str, int]:
        """The last sequence of each stream; raises IntakeUnreachable."""
        ...


Get = Callable[[str], tuple[int, bytes]]


class WebFeed:
    """The feed behind a function that fetches a path."""

    def __init__(self, get: Get) -> None:
        self._get = get

    def events(self, stream: str, after: int, limit: int = PAGE) -> FeedPage:
        """The page after `after`; raises IntakeUnreachable or FeedTampered."""
        query = urlencode({"after": after, "limit": limit})
        body = self._json(f"/api/v1/streams/{quote(stream, safe='')}/events?{query}")
        return _page(stream, after, body)

    def pages(self, after: Mapping[str, int]) -> Mapping[str, FeedPage]:
        """The pages of several streams in one call; those are left out of which it shows nothing,
        or nothing to be believed. Raises IntakeUnreachable."""
        places = [("after", f"{stream}:{seq}") for stream, seq in sorted(after.items())]
        body, found = self._json(f"/api/v1/streams/events?{urlencode(places)}"), {}
        try:
            shown = {one["name"]: one for one in body["streams"] if one["name"] in after}
        except (KeyError, TypeError) as error:
            raise IntakeUnreachable(f"the feed of many is not in its shape: {error}") from error
        for stream, one in shown.items():
            with suppress(FeedTampered):
                page = _page(stream, after[stream], one)
                if page.events or page.as_of:
                    found[stream] = page
        return found

    def heads(self) -> Mapping[str, int]:
        """The last sequence of each stream; raises IntakeUnreachable."""
        try:
            return {
                one["name"]: int(one["head"]) for one in self._json("/api/v1/streams")["streams"]
            }
        except (KeyError, TypeError, ValueError) as error:
            raise IntakeUnreachable(f"the list of streams is not in its shape: {error}") from error

    def _json(self, path: str) -> dict[str, Any]:
        status, content = self._get(path)
        if status != 200:
            raise IntakeUnreachable(f"intake answered {status} to {path}")
        try:
            body: dict[str, Any] = json.loads(content)
        except ValueError as error:
            raise IntakeUnreachable(f"intake's answer to {path} is not JSON") from error
        return body


def _page(stream: str, after: int, body: dict[str, Any]) -> FeedPage:
    try:
        as_of = datetime.fromisoformat(body["as_of"]) if body["as_of"] else None
        events, head = proven(stream, after, body["events"]), int(body["head"])
        return FeedPage(events, head, as_of, body.get("hash"))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IntakeUnreachable(f"the feed of {stream} is not in its shape: {error}") from error


def http_feed(
    intake_url: str, token: str, connect: float = CONNECT_SECONDS, read: float = READ_SECONDS
) -> WebFeed:
    """The feed over HTTP; an answer takes at most so many seconds or is none."""
    timeout = urllib3.Timeout(connect=connect, read=read)
    pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=4)
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def get(path: str) -> tuple[int, bytes]:
        try:
            answer = pool.request("GET", intake_url.rstrip("/") + path, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            raise IntakeSilent(f"intake gave no answer: {error}") from error
        return answer.status, answer.data

    return WebFeed(get)


def app_feed(intake: Any, token: str) -> WebFeed:
    """The feed of an intake application (WSGI) that runs in this same process."""
    from werkzeug.test import Client  # noqa: PLC0415  (a worker does without the web)

    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def get(path: str) -> tuple[int, bytes]:
        answer = Client(intake).get(path, headers=headers)
        return answer.status_code, answer.data

    return WebFeed(get)


def proven(stream: str, after: int, envelopes: Sequence[dict[str, Any]]) -> tuple[Event, ...]:
    """The events, once each matches its hash and follows the one before; raises FeedTampered."""
    try:
        events = tuple(from_envelope(body) for body in envelopes)
    except ValueError as error:
        raise FeedTampered(str(error)) from error
    for number, event in enumerate(events):
        if (event.stream, event.seq) != (stream, after + 1 + number):
            raise FeedTampered(
                f"{stream}: {event.stream} {event.seq} stands where {after + 1 + number} should"
            )
    for before, event in pairwise(events):
        if event.previous_hash != before.hash or event.time <= before.time:
            raise FeedTampered(f"{stream}: event {event.seq} does not follow {before.seq}")
    return events
