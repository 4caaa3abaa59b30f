"""The offices of an invented nation of the true size: 33 Kanwil with their Ombudsman's offices and
700 units over three time zones.

Owns: their codes, zones and regencies. Regions have the names of provinces; the units are numbered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.events import OfficeFacts

UNITS = 700
ZONES: Mapping[str, tuple[str, ...]] = {
    "Asia/Jakarta": (
        "ACEH", "SUMUT", "SUMBAR", "RIAU", "KEPRI", "JAMBI", "SUMSEL", "BABEL", "BENGKULU",
        "LAMPUNG", "BANTEN", "JAKARTA", "JABAR", "JATENG", "YOGYA", "JATIM", "KALBAR", "KALTENG",
    ),
    "Asia/Makassar": (
        "KALSEL", "KALTIM", "BALI", "NTB", "NTT", "SULUT", "GORONTALO", "SULTENG", "SULBAR",
        "SULSEL", "SULTRA",
    ),
    "Asia/Jayapura": ("MALUKU", "MALUT", "PAPUA", "PABAR"),
}  # fmt: skip
KINDS = ("lapas", "rutan", "lapas-narkotika", "lpp", "lpka", "bapas")
CAPITAL = "Kota Jakarta Pusat"
DIRECTORATE = OfficeFacts(
    "DITJENPAS", "Direktorat Jenderal Pemasyarakatan", "directorate", "Asia/Jakarta", CAPITAL
)


@dataclass(frozen=True)
class Region:
    """A Kanwil, the Ombudsman's office beside it, and its units."""

    name: str
    kanwil: OfficeFacts
    ombudsman: OfficeFacts
    units: tuple[OfficeFacts, ...]


def regions() -> tuple[Region, ...]:
    """All 33, the larger ones first in no particular order; 700 units in all."""
    names = [(name, zone) for zone, held in ZONES.items() for name in held]
    least, more = divmod(UNITS, len(names))
    return tuple(
        _region(name, zone, least + (number < more)) for number, (name, zone) in enumerate(names)
    )


def office_rows() -> Iterator[dict[str, str]]:
    """Every office as a row of the spreadsheet that `shared.offices.import_offices` takes."""
    yield _row(DIRECTORATE, "", "")
    for region in regions():
        yield _row(region.ombudsman, "", region.name)
        yield _row(region.kanwil, DIRECTORATE.code, region.name)
        for unit in region.units:
            yield _row(unit, region.kanwil.code, region.name)


def _region(name: str, zone: str, units: int) -> Region:
    town = f"Kota {name.capitalize()}"

    def office(prefix: str, title: str, kind: str) -> OfficeFacts:
        return OfficeFacts(f"{prefix}-{name}", f"{title} {name.capitalize()}", kind, zone, town)

    return Region(
        name,
        office("KANWIL", "Kantor Wilayah Ditjenpas", "kanwil"),
        office("OMBUDSMAN", "Ombudsman RI Perwakilan", "ombudsman"),
        tuple(_unit(name, zone, number) for number in range(1, units + 1)),
    )


def _unit(region: str, zone: str, number: int) -> OfficeFacts:
    kind = KINDS[number % len(KINDS)]
    place = f"Kabupaten {region.capitalize()} {number % 7 + 1}"
    name = f"{kind.capitalize()} Kelas II {region.capitalize()} {number}"
    return OfficeFacts(f"UPT-{region}-{number:02d}", name, kind, zone, place)


def _row(office: OfficeFacts, parent: str, region: str) -> dict[str, str]:
    return {
        "code": office.code,
        "name": office.name,
        "kind": office.kind,
        "class": "",
        "parent": parent,
        "region": region,
        "town": office.regency,
        "regency": office.regency,
        "time_zone": office.time_zone,
        "email": f"{office.code.lower()}@nation.example",
        "aliases": "",
    }
