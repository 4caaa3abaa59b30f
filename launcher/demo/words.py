"""What the demonstration says of each journal line.

Owns: nothing of its own but how a line of the API is told in one line of the terminal; the
sentences and words are those of followup's pages.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.followup.pages.sentences import SENTENCES
from services.followup.pages.words import CODES
from shared.indonesian import UNITS, deadline, short_date


def word(axis: str, code: str) -> str:
    """The Indonesian word for a code of that axis, as the pages say it."""
    return CODES[f"{axis}.{code}"][0]


def sentence(line: Mapping[str, Any], unit: str) -> str:
    """One journal line of the API, about the unit of that code, in words."""
    kind = str(line["kind"])
    judged = line.get("outcome") or line.get("decision") or line.get("of")
    template, _ = SENTENCES[kind if kind in SENTENCES else f"{kind}.{judged}"]
    facts = {name: _said(name, value) for name, value in line.items()}
    return template.format(**{**facts, "unit": unit}).strip()


def _said(name: str, value: Any) -> str:
    if value is None:
        return word("date", "not_counted") if name == "due_on" else "–"
    if name == "to":
        return ", ".join(value)
    if name == "extent":
        return word("extent", value)
    if name == "unit_of_days":
        return UNITS[value]
    if name.endswith("_on") or name in ("before", "after"):
        return _when(value)
    return str(value)


def _when(value: str) -> str:
    if "T" in value:
        return deadline(datetime.fromisoformat(value), "Asia/Jakarta")
    return short_date(date.fromisoformat(value))
