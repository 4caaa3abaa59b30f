"""What the demonstration prints.

Owns: one line per thing that happens, in order of time, and the table at the end. What has been
said already is remembered, so that each look prints only what is new.
"""

import mailbox
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from launcher.demo.story import WIB
from launcher.demo.words import sentence, word
from shared.indonesian import clock_time, short_date

HEADINGS = ("kode", "unit", "layanan", "status", "ketepatan", "tenggat resmi", "tingkat tertinggi")


class Teller:
    """Tells the road to whoever watches."""

    def __init__(self, letters: Path) -> None:
        self._letters = letters
        self._told: set[str] = set()

    def news(self, cases: Sequence[Mapping[str, Any]]) -> list[str]:
        """Lines for whatever is new in the cases' journals and among the letters, by time."""
        found = [*self._of_journals(cases), *sorted(self._of_letters())]
        found.sort(key=lambda one: one[0])
        return [f"{_when(at)}  {words}" for at, words in found]

    def _of_journals(self, cases: Sequence[Mapping[str, Any]]) -> Iterator[tuple[datetime, str]]:
        for case in cases:
            for line in case["journal"]:
                if self._is_new(f"{case['code']} {line['position']}"):
                    words = sentence({**line["body"], **line}, case["unit"])
                    at = datetime.fromisoformat(line["at"])
                    yield at, f"{case['code']} {case['unit']:8}  {words}"

    def _of_letters(self) -> Iterator[tuple[datetime, str]]:
        if not self._letters.exists():
            return
        for mail in mailbox.Maildir(self._letters):
            if self._is_new(str(mail["Message-ID"])):
                subject = make_header(decode_header(str(mail["Subject"])))
                at = parsedate_to_datetime(str(mail["Date"]))
                yield at, f"  surat kepada {mail['To']}: {subject}"

    def _is_new(self, key: str) -> bool:
        new = key not in self._told
        self._told.add(key)
        return new


def table(cases: Sequence[Mapping[str, Any]]) -> list[str]:
    """The recommendations as they stand, one row each."""
    rows = [HEADINGS, *(_row(case) for case in cases)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [lines[0], "  ".join("─" * width for width in widths), *lines[1:]]


def _row(case: Mapping[str, Any]) -> tuple[str, ...]:
    due = case["official_due_on"]
    highest = max((line["level"] or 0 for line in case["journal"]), default=0)
    return (
        case["code"],
        case["unit"],
        case["service"],
        word("status", case["status"]),
        word("timeliness", case["timeliness"]),
        short_date(datetime.fromisoformat(due)) if due else "–",
        str(highest),
    )


def _when(at: datetime) -> str:
    day = short_date(at.astimezone(WIB).date())
    return f"{day:>11} {clock_time(at, 'Asia/Jakarta')}"
