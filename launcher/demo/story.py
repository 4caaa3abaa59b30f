"""What the people of the demonstration do, and when.

Owns: reading the story (`data/demo-story.json`). The letter is the real one of 2022; what follows
it is told for demonstration, since nobody wrote down what the units really did. The decree of
7 March 2022 is invented too, and says so in its number.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Act:
    """At `at` the office `who` does `says` about recommendation number `about` of the letter."""

    at: datetime
    who: str
    says: str
    about: int | None
    photo: str | None
    body: Mapping[str, Any]


def read(path: Path) -> list[Act]:
    """The acts in order of time; instants in the file are WIB."""
    acts = [_act(row) for row in json.loads(path.read_text())]
    return sorted(acts, key=lambda act: act.at)


def _act(row: Mapping[str, Any]) -> Act:
    return Act(
        at=datetime.fromisoformat(row["at"]).replace(tzinfo=WIB),
        who=row["who"],
        says=row["says"],
        about=row.get("about"),
        photo=row.get("photo"),
        body=row.get("body", {}),
    )
