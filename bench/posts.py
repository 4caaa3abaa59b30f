"""What measurements post: recommendations added to a letter like that of 2022.

Owns: the letter, and what each post says.
"""

import json
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

from bench.house import House
from bench.load import Load, Request
from launcher.places import ROOT
from shared.code_words import SERVICE

LETTER = ROOT / "data" / "letter-babel-2022.json"
NEWEST = 2025
UNITS = (
    *("LP-PGK", "LPN-PGK", "LPP-PGK", "LPKA-PGK", "LP-SGL", "LP-TDN"),
    *("RT-MTK", "BP-PGK", "BP-TDN"),
)
SERVICES = tuple(SERVICE)
_numbers = count()


@dataclass(frozen=True)
class Letter:
    """The letter to which a round adds its recommendations."""

    id: str
    day: str


def letter_of(made: House, load: Load, number: int) -> Letter:
    """A letter like that of 2022, with one recommendation. Each round's is 25 months older than
    the one before: what repeats a finding of 24 months is looked up, and there must be as little
    of it in the last round as in the first."""
    year, month = divmod(12 * NEWEST - 25 * number, 12)
    day = f"{year}-{month + 1:02d}-25"
    body = json.loads(LETTER.read_text())
    body["letter"] |= {"number": f"BENCH/{number}", "date": day}
    body["recommendations"] = [{**body["recommendations"][0], "received_on": day}]
    headers = {"Authorization": f"Bearer {made.tokens[0]}", "Content-Type": "application/json"}
    told = load.ask(Request("POST", "/api/v1/letters", json.dumps(body).encode(), headers, 201))
    return Letter(str(json.loads(told)["id"]), day)


def post(token: str, letter: Letter) -> Request:
    """One more recommendation, of another unit and service than those before."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": uuid4().hex,
    }
    body = {**_point(next(_numbers)), "letter_id": letter.id, "received_on": letter.day}
    return Request("POST", "/api/v1/recommendations", json.dumps(body).encode(), headers, 201)


def _point(number: int) -> dict[str, Any]:
    points = json.loads(LETTER.read_text())["recommendations"]
    unit, service = UNITS[number % len(UNITS)], SERVICES[number // len(UNITS) % len(SERVICES)]
    return {**points[0], "unit": unit, "service": service}
