"""What people said, and what they were answered: the promises that a run is judged by.

Owns: one entry per deed, whatever became of it. `kept`: a 2xx was seen. `refused`: the installation
said no. `unknown`: no answer came, so it may or may not have been done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

KEPT, REFUSED, UNKNOWN = "kept", "refused", "unknown"


@dataclass(frozen=True)
class Said:
    """One deed. `tag` stands in its own words, and so in its event; `event` is the event's name,
    `about` the recommendation (a letter's own id for a letter). It was asked first and answered
    last at these instants of the simulated clock."""

    says: str
    event: str
    about: str
    tag: str
    outcome: str
    status: int | None
    answer: Mapping[str, Any]
    asked_at: datetime
    answered_at: datetime


@dataclass
class Ledger:
    """Everything that was said in a run, from whatever thread."""

    said: list[Said] = field(default_factory=list)
    wrong_answers: list[str] = field(default_factory=list)
    attempts: int = 0
    _lock: Lock = field(default_factory=Lock)

    def note(self, one: Said) -> None:
        """Keep what became of a deed."""
        with self._lock:
            self.said.append(one)

    def tried(self) -> None:
        """One more request was made."""
        with self._lock:
            self.attempts += 1

    def no_answer(self, words: str) -> None:
        """An answer was none: neither a success nor a problem in its form."""
        with self._lock:
            self.wrong_answers.append(words)
