"""What each kind of letter says, found by its journal line.

Owns: which words belong to a line, and the order of gravity in which a digest shows matters.
"""

from collections.abc import Mapping

from services.followup.core.model import Line
from services.followup.letters.wording.form import Words
from services.followup.letters.wording.ombudsman import OMBUDSMAN
from services.followup.letters.wording.superiors import SUPERIORS
from services.followup.letters.wording.time import TIME

WORDS: Mapping[str, Words] = {**TIME, **SUPERIORS, **OMBUDSMAN}
GRAVEST_FIRST = (
    "exhausted",
    "escalated.2",
    "escalated.1",
    "unacknowledged",
    "reopened",
    "verified.returned",
    "verified.partially_implemented",
    "verified.not_implemented",
    "repeat_notice",
    "reminder",
    "decided.instruct",
    "decided.take_over",
    "decided.support_extension",
    "decided.ask_judgement",
    "decided.refer",
    "escalation_acknowledged",
    "without_effect",
    "extension_requested",
    "extension_refused",
    "extended",
    "calendar_changed.due",
    "calendar_changed.escalation",
    "policy_changed.due",
    "policy_changed.escalation",
    "confirmed",
    "recorded",
    "deemed_received",
    "received",
    "verified.implemented",
    "verified.not_actionable",
    "withdrawn",
    "superseded",
    "escalation_closed",
    "escalation_withdrawn",
)
GRAVITY: Mapping[str, int] = {name: place for place, name in enumerate(GRAVEST_FIRST)}
VARIANTS = {
    "verified": "outcome",
    "decided": "decision",
    "calendar_changed": "of",
    "policy_changed": "of",
}
"""Kinds whose words depend on a value of the line's body."""


def key_of(line: Line) -> str:
    """The line's place in WORDS: its kind, with the variant where its words depend on one."""
    if line.kind == "escalated":
        return f"escalated.{min(line.level or 1, 2)}"
    if line.kind in VARIANTS:
        return f"{line.kind}.{line.body[VARIANTS[line.kind]]}"
    return line.kind
