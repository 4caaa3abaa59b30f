"""Who reports to whom, and by what names offices are found."""

from typing import Any

import pytest
from sqlalchemy import Engine, event

from shared import offices
from shared import registry as offices_of
from shared.db import reading, writing
from shared.events import OfficeFacts
from shared.registry import UnknownOffice
from tests.shared.conftest import CSV

NAMES = ["RT-MTK", "rt-mtk", "Rutan  MENTOK ", "rumah tahanan negara kelas IIB muntok"]


@pytest.mark.parametrize("text", NAMES)
def test_an_office_is_found_by_code_name_and_alias(registry: Engine, text: str) -> None:
    with reading(registry) as conn:
        assert offices_of.find(conn, text).code == "RT-MTK"


def test_an_unknown_office_is_refused_with_the_nearest(registry: Engine) -> None:
    with reading(registry) as conn:
        with pytest.raises(UnknownOffice, match="the nearest: RT-MTK"):
            offices_of.find(conn, "Rutan Mentk")
        with pytest.raises(UnknownOffice, match="has the code rt-mtk"):
            offices_of.office(conn, "rt-mtk")


def test_levels_climb_to_the_kanwil_and_the_directorate(registry: Engine) -> None:
    with reading(registry) as conn:
        unit = offices_of.office(conn, "LP-SGL")
        above = offices_of.superiors(conn, unit)
        assert [one.code for one in above] == ["KANWIL-BABEL", "DITJENPAS"]
        assert offices_of.kanwil_of(conn, unit) == above[0]
        assert offices_of.kanwil_of(conn, above[0]) == above[0]
        assert offices_of.ombudsman_of(conn, "BABEL").code == "OMBUDSMAN-BABEL"


def test_what_has_no_kanwil_or_ombudsman_is_said(registry: Engine) -> None:
    with reading(registry) as conn:
        with pytest.raises(UnknownOffice, match="DITJENPAS belongs to no Kanwil"):
            offices_of.kanwil_of(conn, offices_of.office(conn, "DITJENPAS"))
        with pytest.raises(UnknownOffice, match="region MALUKU has no ombudsman"):
            offices_of.ombudsman_of(conn, "MALUKU")


def test_roles_follow_the_kind_of_office(registry: Engine) -> None:
    with reading(registry) as conn:
        roles = {one.code: one.role for one in offices_of.book(conn).by_code.values()}
    assert roles["RT-MTK"] == roles["BP-TDN"] == "unit"
    assert roles["KANWIL-BABEL"] == "kanwil"
    assert roles["DITJENPAS"] == "directorate"
    assert roles["OMBUDSMAN-BABEL"] == "ombudsman"


def test_events_carry_zone_and_regency(registry: Engine) -> None:
    with reading(registry) as conn:
        facts = offices_of.facts(offices_of.office(conn, "LP-TDN"))
    name = "Lapas Kelas IIB Tanjungpandan"
    assert facts == OfficeFacts("LP-TDN", name, "lapas", "Asia/Jakarta", "Kabupaten Belitung")


def test_a_look_up_costs_one_statement_until_something_changes(registry: Engine) -> None:
    said: list[str] = []

    @event.listens_for(registry, "before_cursor_execute")
    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    with reading(registry) as conn:
        offices_of.office(conn, "RT-MTK")
        said.clear()
        offices_of.office(conn, "LP-SGL")
        assert len([one for one in said if one.startswith("SELECT")]) == 1
    rows = offices.read_csv(CSV.replace("rt-mtk@babel.example", "muntok@babel.example"))
    with writing(registry) as conn:
        assert offices.import_offices(conn, rows) == 1
    with reading(registry) as conn:
        assert offices_of.office(conn, "RT-MTK").email == "muntok@babel.example"


def test_what_was_rolled_back_is_never_remembered(registry: Engine) -> None:
    rows = offices.read_csv(CSV.replace("rt-mtk@babel.example", "muntok@babel.example"))
    with registry.connect() as conn, conn.begin() as transaction:
        offices.import_offices(conn, rows)
        assert offices_of.office(conn, "RT-MTK").email == "muntok@babel.example"
        transaction.rollback()
    with reading(registry) as conn:
        assert offices_of.office(conn, "RT-MTK").email == "rt-mtk@babel.example"
