"""The story of one case, for whoever has to find out why a run failed."""

from collections.abc import Iterator
from datetime import datetime

from tests.faults.outcome import Outcome

KEPT_OF_AN_EVENT = ("new_due_on", "internal_due_on", "decision", "outcome", "due_on", "extent")


def story(outcome: Outcome, about: str) -> list[str]:
    """What was said, what fired, what left and what broke, in the order of time."""
    told = [
        *_events(outcome, about),
        *((one.at, f"fired     {one.kind} {one.rung or ''} round {one.round} to {one.to}")
          for one in outcome.lines if one.about == about),
        *((one.at, f"FAULT     {one.kind}") for one in outcome.struck),
    ]  # fmt: skip
    letters = [
        f"letter    {one.kind} ({one.occasion}) to {one.to}: {one.state} {one.reason or ''}"
        for one in outcome.letters
        if one.about == about
    ]
    unsure = [
        f"unsure    {one.says} {one.tag}: {one.outcome} {one.status}"
        for one in outcome.said
        if one.about == about and one.outcome != "kept"
    ]
    return [f"{at:%Y-%m-%d %H:%M:%S.%f} {what}" for at, what in sorted(told)] + letters + unsure


def _events(outcome: Outcome, about: str) -> Iterator[tuple[datetime, str]]:
    for one in outcome.events:
        if one.subject == about:
            facts = " ".join(f"{name}={one.data[name]}" for name in KEPT_OF_AN_EVENT
                             if one.data.get(name))  # fmt: skip
            yield one.time, f"said      {one.name} {facts} ({one.stream} {one.seq})"
