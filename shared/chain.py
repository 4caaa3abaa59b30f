"""How events are chained.

Owns: the rule of the hash, making an event at its place, and the CloudEvents 1.0 object that
carries it with its hashes.
hash = SHA-256(previous hash ‖ SHA-256(event bytes)), hashes as raw bytes; the first previous
hash is 32 zero bytes. So one event can be proven without showing the others.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from shared.codec import instant_text, parsed, plain_text, text
from shared.events import Draft, Event, name_of, type_of
from shared.ids import new_id

GENESIS = "0" * 64


def sealed_hash(previous_hash: str, body: str) -> str:
    """The chain's rule: SHA-256(previous hash ‖ SHA-256(event bytes)), in hexadecimal."""
    return link(bytes.fromhex(previous_hash), body).hex()


def link(previous: bytes, body: str) -> bytes:
    """The same, as raw bytes."""
    return hashlib.sha256(previous + hashlib.sha256(body.encode()).digest()).digest()


def seal(stream: str, seq: int, at: datetime, draft: Draft, previous: str) -> Event:
    """The draft as the event at this place and time."""
    id_ = new_id()
    body = plain_text(
        {
            "specversion": "1.0",
            "id": id_,
            "source": stream,
            "type": type_of(draft.name),
            "subject": draft.subject,
            "time": instant_text(at),
            "datacontenttype": "application/json",
            "sequence": f"{seq:012d}",
            "data": draft.data,
        }
    )
    return Event(
        stream=stream,
        seq=seq,
        id=id_,
        name=draft.name,
        subject=draft.subject,
        time=at.astimezone(UTC),
        data=draft.data,
        body=body,
        previous_hash=previous,
        hash=sealed_hash(previous, body),
    )


def parse(body: str, previous_hash: str, hash_: str) -> Event:
    """The event that these bytes say; its hash is not checked here."""
    plain = parsed(body)
    return Event(
        stream=plain["source"],
        seq=int(plain["sequence"]),
        id=plain["id"],
        name=name_of(plain["type"]),
        subject=plain["subject"],
        time=datetime.fromisoformat(plain["time"]),
        data=plain["data"],
        body=body,
        previous_hash=previous_hash,
        hash=hash_,
    )


def envelope(event: Event) -> dict[str, Any]:
    """The CloudEvents 1.0 object that the feed shows: the hashed body and its two hashes."""
    body: dict[str, Any] = parsed(event.body)
    return {**body, "previoushash": event.previous_hash, "hash": event.hash}


def from_envelope(body: dict[str, Any]) -> Event:
    """An event from what feed or broker carried; raises ValueError where its hash is wrong."""
    plain = {key: body[key] for key in body if key not in ("previoushash", "hash")}
    event = parse(text(plain), body["previoushash"], body["hash"])
    if sealed_hash(event.previous_hash, event.body) != event.hash:
        raise ValueError(f"event {event.seq} of {event.stream} does not match its hash")
    return event
