"""What the demonstration leaves for its visitor to do.

Owns: the turns that the story leaves open at its end, one for each role, and how they are told:
what to do, at which address, signed in as whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from launcher.demo.story import WIB
from shared import english


@dataclass(frozen=True)
class Turn:
    """What one account has to do, where, and about which recommendation of the story."""

    who: str
    does: str
    account: str
    path: str
    about: int | None = None


TURNS = (
    Turn(
        "Kanwil", "decide the escalation of {code}", "kepala@kanwil-babel.example", "/eskalasi", 9
    ),
    Turn(
        "Unit head", "confirm {code} with a photo, on a phone", "kepala@lp-tdn.example", "/tugas",
        11,
    ),
    Turn(
        "Ombudsman", "verify what was done about {code}", "kepala@ombudsman-babel.example",
        "/verifikasi", 10,
    ),
    Turn(
        "Second admin", "approve the decree that the first one proposed",
        "admin-2@tindak.example", "/admin/usulan",
    ),
    Turn(
        "Directorate", "see how the region stands", "kepala@ditjenpas.example", "/wilayah"
    ),
)  # fmt: skip


def told(
    kept: Path,
    address: str,
    passwords: Mapping[str, str],
    cases: Sequence[Mapping[str, Any]],
    now: datetime,
) -> str:
    """What a visitor needs in order to go on with the story; `cases` are its recommendations'."""
    today = english.long_date(now.astimezone(WIB).date())
    lines = [
        f"Everything stays up at {address}. There it is {today}.",
        "Your turn: open an address, sign in with what stands below it, and sign out (Keluar)",
        "before you become somebody else. ID or EN above each page chooses the language.",
        "",
    ]
    for turn in TURNS:
        code = str(cases[turn.about - 1]["code"]) if turn.about else ""
        lines += [
            f"{turn.who}: {turn.does.format(code=code)}",
            f"    {address}{turn.path}",
            f"    {turn.account}  {passwords[turn.account]}",
        ]
    return "\n".join(
        [*lines, "", f"All accounts, and tokens for the API: {kept}", "Ctrl-C ends it."]
    )
