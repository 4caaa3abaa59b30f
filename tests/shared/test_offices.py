"""Offices from a spreadsheet: every fault named, nothing half written, changes dated."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from shared import offices
from shared import registry as offices_of
from shared import registry_tables as tables
from shared.db import reading, writing
from shared.refusal import Invalid
from tests.shared.conftest import CSV

Rows = list[dict[str, str]]
MAY = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def rows() -> Rows:
    """The Babel offices; RT-MTK stands in row 11."""
    return offices.read_csv(CSV)


def faults(engine: Engine, rows: Rows) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refused, writing(engine) as conn:
        offices.import_offices(conn, rows)
    return {path: [str(one) for one in all_] for path, all_ in refused.value.errors.items()}


def test_the_same_file_again_changes_nothing(registry: Engine, rows: Rows) -> None:
    with writing(registry) as conn:
        assert offices.import_offices(conn, rows) == 0
        assert conn.execute(select(tables.office_history)).all() == []


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("parent", "KANWIL-RIAU", "No office has the code KANWIL-RIAU."),
        ("parent", "", "A rutan needs its parent's code."),
        ("parent", "OMBUDSMAN-BABEL", "A rutan cannot report to OMBUDSMAN-BABEL (ombudsman)."),
        ("parent", "RT-MTK", "RT-MTK would be above itself."),
        ("time_zone", "Europe/Berlin", "Europe/Berlin is none of"),
        ("kind", "castle", "castle is none of"),
        ("code", "rt mtk", "A code is"),
        ("email", "nobody", "nobody is not an e-mail address."),
        ("name", "", "It is missing."),
        ("region", "", "A rutan needs its region."),
        ("region", "RIAU", "Its parent is of the region BABEL."),
        ("aliases", "Lapas Perempuan Pangkalpinang", "means LPP-PGK already."),
        ("class", "IIB and more", "at most 10"),
    ],
)
def test_each_fault_names_row_and_column(
    sqlite_registry: Engine, rows: Rows, column: str, value: str, said: str
) -> None:
    rows[9][column] = value
    found = faults(sqlite_registry, rows)
    assert said in " ".join(found[f"row 11.{column}"])


def test_all_faults_are_named_at_once_and_nothing_is_written(registry: Engine, rows: Rows) -> None:
    rows[3]["email"] = "changed@babel.example"
    rows[9]["parent"] = "X"
    rows[11]["time_zone"] = "Mars"
    assert set(faults(registry, rows)) == {"row 11.parent", "row 13.time_zone"}
    with reading(registry) as conn:
        assert offices_of.office(conn, "LP-PGK").email == "lp-pgk@babel.example"


def test_a_code_stands_once(sqlite_registry: Engine, rows: Rows) -> None:
    rows.append(dict(rows[9]))
    assert faults(sqlite_registry, rows) == {"row 14.code": ["The code stands in row 11 already."]}


def test_a_region_has_one_kanwil(sqlite_registry: Engine, rows: Rows) -> None:
    second = dict(rows[2], code="KANWIL-2", name="Kanwil kedua", aliases="")
    assert "row 2.region" in faults(sqlite_registry, [second])


def test_a_column_that_is_missing_or_unknown_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        offices.read_csv(CSV.replace("time_zone", "zone", 1))
    assert list(refused.value.errors) == ["row 1.time_zone"]
    with pytest.raises(Invalid) as refused:
        offices.read_csv(CSV.replace("aliases\n", "aliases,phone\n", 1))
    assert list(refused.value.errors) == ["row 1.phone"]


def test_a_change_keeps_what_was(registry: Engine, rows: Rows) -> None:
    with writing(registry) as conn:
        query = select(tables.office.c.since_at).where(tables.office.c.code == "RT-MTK")
        since = conn.execute(query).scalar_one()
        rows[9]["name"] = "Rutan Baru Muntok"
        offices.import_offices(conn, rows, at=MAY)
        was = conn.execute(select(tables.office_history)).one()
        assert (was.office, was.from_at, was.to_at) == ("RT-MTK", since, MAY)
        assert was.was["name"] == "Rumah Tahanan Negara Kelas IIB Muntok"
        assert conn.execute(query).scalar_one() == MAY


def test_an_alias_may_move_from_one_office_to_another(registry: Engine, rows: Rows) -> None:
    rows[9]["aliases"], rows[8]["aliases"] = rows[8]["aliases"], rows[9]["aliases"]
    with writing(registry) as conn:
        assert offices.import_offices(conn, rows) == 2
    with reading(registry) as conn:
        assert offices_of.find(conn, "Rutan Mentok").code == "LP-TDN"


def test_parents_may_stand_below_their_children(fresh_empty: Engine, rows: Rows) -> None:
    with writing(fresh_empty) as conn:
        assert offices.import_offices(conn, rows[::-1]) == 12
