"""The names under which a thing is sent once, and known again where it is sent twice.

Owns: a line's occasion, an announcement's event id, a departure's Message-ID. Pure.
"""

import hashlib
import uuid

from services.followup.core.model import Case, Line
from shared.codec import instant_text

EVENTS = uuid.UUID("7a5b6c52-3a3e-5a0e-9c39-6d0d3a1c8f11")


def occasion(line: Line) -> str:
    """What makes a line one of its kind: its rung, or the instant of what was said and, where it
    was said of an escalation, which one."""
    if line.rung:
        return line.rung
    return " ".join(
        [
            instant_text(line.at),
            *([line.body["escalation_id"]] if "escalation_id" in line.body else []),
        ]
    )


def event_id(case: Case, line: Line) -> str:
    """The CloudEvents id of a journal line: the same for every webhook and after a rebuild."""
    parts = (case.recommendation_id, line.kind, occasion(line), str(line.round))
    return str(uuid.uuid5(EVENTS, "|".join(parts)))


def message_id(departure: str, office: str, host: str) -> str:
    """The Message-ID of a departure: the same at every attempt."""
    digest = hashlib.sha256(f"{departure}|{office}".encode()).hexdigest()
    return f"<{digest[:40]}@{host}>"
