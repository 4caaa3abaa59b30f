"""Letter files of any size: the data of the measurement of many at once.

Owns: files in the shape that an office would send, seeded, so that each run writes the same.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from services.intake.core.words import COMPONENTS, SERVICES, SEVERITIES
from services.intake.sheets import BETWEEN, LISTS
from shared.registry import Book

ROWS_OF_A_LETTER = 100
SEED = 58
FINDING = (
    "Standar pelayanan belum ditempel di ruang tunggu; pengunjung bertanya kepada petugas. " * 3
)
TEXT = "Menempel standar pelayanan di ruang tunggu, pada papan yang mudah dibaca pengunjung. " * 3


def written(path: Path, book: Book, rows: int) -> Path:
    """A file of so many recommendations: JSON as one letter, CSV as letters of a hundred."""
    units = sorted(office.code for office in book.by_code.values() if office.role == "unit")
    if path.suffix == ".json":
        body = {"letter": _letter(0), "recommendations": list(_points(units, rows))}
        path.write_text(json.dumps(body))
        return path
    points = list(_points(units, rows))
    with path.open("w", newline="") as file:
        table = csv.DictWriter(file, [*_letter(0), *points[0]])
        table.writeheader()
        for number, point in enumerate(points):
            table.writerow(_as_cells({**_letter(number // ROWS_OF_A_LETTER), **point}))
    return path


def _letter(number: int) -> Mapping[str, Any]:
    return {
        "number": f"UKUR/{number:05d}",
        "date": "2022-01-25",
        "instrument": "saran",
        "subject": "Hasil pemantauan standar pelayanan",
        "activity": "Pengawasan standar pelayanan pada UPT Pemasyarakatan",
        "legal_basis": ["UU 25/2009 tentang Pelayanan Publik"],
    }


def _points(units: list[str], rows: int) -> Iterator[Mapping[str, Any]]:
    chance = Random(SEED)  # noqa: S311  (nothing secret)
    for _ in range(rows):
        yield {
            "unit": chance.choice(units),
            "service": chance.choice(SERVICES),
            "components": chance.sample(COMPONENTS, 2),
            "finding": FINDING,
            "text": TEXT,
            "severity": chance.choice(SEVERITIES),
            "received_on": "2022-01-25",
        }


def _as_cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: BETWEEN.join(row[name]) if name in LISTS else row[name] for name in row}
