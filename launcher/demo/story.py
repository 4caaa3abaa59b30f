"""What the people of the demonstration do, and when.

Owns: reading the story (`data/demo-story.json`). The first letter is the real one of 2022; what
follows it is told for demonstration, since nobody wrote down what the units really did. The second
letter and the decrees are invented too, and say so in their numbers; what they leave open at the
end is for the visitor to do.
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
    """At `at` the office `who` does `says` about recommendation number `about`, counted through
    the letters; `file` of the story's folder goes with it."""

    at: datetime
    who: str
    says: str
    about: int | None
    file: str | None
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
        file=row.get("file"),
        body=row.get("body", {}),
    )
