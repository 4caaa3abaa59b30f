"""Whether each promise was kept: a 2xx stands in the streams once, a refusal not at all.

Owns: knowing a deed's event again, by the tag in its words, or by its place where the answer told
it. Pure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from shared.events import Event
from tests.faults.eyes.finding import Finding
from tests.faults.ledger import KEPT, REFUSED, Said
from tests.faults.outcome import Outcome

NEAR = timedelta(seconds=1)


def promises_broken(outcome: Outcome) -> Iterator[Finding]:
    """Posts that are missing, stand twice, stand though they were refused, or were stamped when
    nobody was asking; chains with gaps."""
    for said in outcome.said:
        found = _events_of(said, outcome.events)
        count = len(found)
        yield from (_stamped(said, one) for one in found[:1] if not _in_time(said, one))
        if said.outcome == KEPT and count == 0:
            yield Finding("lost post", said.about, f"{said.says} {said.tag}: {dict(said.answer)}")
        if count > 1:
            yield Finding(
                "doubled post", said.about, f"{said.says} {said.tag} stands {count} times"
            )
        if said.outcome == REFUSED and said.tag and count:
            words = f"{said.says} {said.tag} was refused ({said.status}) and stands"
            yield Finding("doubled post", said.about, words)
    yield from _letters_whole(outcome)
    yield from _gaps(outcome.events)


def _events_of(said: Said, events: Sequence[Event]) -> list[Event]:
    named = [one for one in events if one.name == said.event]
    if said.tag:
        return [one for one in named if f'"{said.tag}"' in one.body]
    if "sequence" in said.answer:
        place = (said.answer["stream"], said.answer["sequence"], said.about)
        return [one for one in named if (one.stream, one.seq, one.subject) == place]
    return [one for one in named if one.subject == said.about][:1]


def _in_time(said: Said, event: Event) -> bool:
    """Whether it was stamped between the question and the answer; where no answer came, or none
    that tells the event, any later instant may do."""
    known = said.outcome == KEPT and bool(said.tag)
    return said.asked_at - NEAR <= event.time <= said.answered_at + NEAR or not known


def _stamped(said: Said, event: Event) -> Finding:
    asked = f"asked {said.asked_at.isoformat()}, answered {said.answered_at.isoformat()}"
    return Finding(
        "wrong stamp", event.subject, f"{said.says} at {event.time.isoformat()}, {asked}"
    )


def _letters_whole(outcome: Outcome) -> Iterator[Finding]:
    """Every recommendation of a letter that was taken is recorded once."""
    recorded = Counter(
        one.subject for one in outcome.events if one.name == "recommendation.recorded"
    )
    for said in outcome.said:
        if said.says == "letter" and said.outcome == KEPT:
            for one in said.answer["recommendations"]:
                if recorded[one["id"]] != 1:
                    words = f"recorded {recorded[one['id']]} times"
                    yield Finding("lost post", one["id"], words)


def _gaps(events: Sequence[Event]) -> Iterator[Finding]:
    """Each stream counts 1, 2, 3 …, later and later, each event on the hash before it."""
    last: dict[tuple[str, bool], Event] = {}
    for one in events:
        place = (one.stream, one.name.startswith(("escalation.", "extension.")))
        before = last.get(place)
        last[place] = one
        follows = (
            (one.seq == 1)
            if before is None
            else (one.seq, one.previous_hash) == (before.seq + 1, before.hash)
            and one.time > before.time
        )
        if not follows:
            yield Finding("broken chain", one.subject, f"{one.stream} at {one.seq}")
