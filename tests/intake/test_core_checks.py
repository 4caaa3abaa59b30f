"""What can be wrong with a letter and with what it asks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.intake.core import checks, repeats
from services.intake.core.civil import day_of, months_before
from services.intake.core.model import Earlier, Point
from services.intake.core.words import INSTRUMENTS
from tests.intake.things import (
    DIRECTORATE,
    NOON,
    SENDER,
    TO_KANWIL,
    TO_RUTAN,
    TODAY,
    TOMORROW,
    office,
    point,
)

YESTERDAY = date(2022, 1, 24)


def faults(one: Point, instrument: str = "saran", written_on: date | None = TODAY) -> list[str]:
    row = INSTRUMENTS.get(instrument)
    found = checks.point_faults(one, SENDER, NOON, written_on, row)
    return [f"{path}: {fault}" for path, fault in found]


def test_a_plain_point_is_well() -> None:
    assert faults(point()) == []
    assert faults(point(received_on=TODAY, due_on_given=True, due_on=TODAY)) == []
    assert faults(point(addressee=TO_KANWIL), "rekomendasi") == []


def test_a_letter_of_tomorrow_is_refused_and_one_of_today_is_not() -> None:
    assert list(checks.letter_faults(TODAY, SENDER, NOON)) == []
    [(path, fault)] = checks.letter_faults(TOMORROW, SENDER, NOON)
    assert (path, str(fault)) == (
        "letter.date",
        "This day (2022-01-26) has not come yet; today is 2022-01-25.",
    )


@pytest.mark.parametrize(
    ("changes", "instrument", "named"),
    [
        ({"received_on": YESTERDAY}, "saran", "received_on"),
        ({"received_on": TOMORROW}, "saran", "received_on"),
        ({"due_on_given": True, "due_on": YESTERDAY}, "saran", "due_on"),
        (
            {"received_on": TODAY, "due_on_given": True, "due_on": YESTERDAY},
            "saran",
            "due_on",
        ),
        ({"due_on_given": True, "due_on": TOMORROW}, "tindakan_korektif", "due_on"),
        ({"due_on_given": True}, "tindakan_korektif", "due_on"),
        (
            {"addressee": TO_KANWIL, "due_on_given": True, "due_on": TOMORROW},
            "rekomendasi",
            "due_on",
        ),
        ({"maladministration": ("tidak_patut",)}, "saran", "maladministration"),
        ({"addressee": replace(TO_RUTAN, region="SUMSEL")}, "saran", "unit"),
        ({"addressee": replace(TO_RUTAN, unit=DIRECTORATE)}, "saran", "unit"),
        ({"addressee": replace(TO_RUTAN, unit=SENDER.office)}, "saran", "unit"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], instrument: str, named: str) -> None:
    [fault] = faults(point(**changes), instrument)
    assert fault.startswith(f"{named}: ")


def test_a_rekomendasi_is_addressed_to_the_kanwil_whose_code_the_answer_names() -> None:
    [fault] = faults(point(), "rekomendasi")
    assert fault == (
        "unit: A rekomendasi is the duty of the unit's superior: address it to KANWIL-BABEL."
    )


def test_kinds_of_maladministration_belong_to_findings_of_it() -> None:
    assert faults(point(maladministration=("tidak_patut",)), "tindakan_korektif") == []


def test_all_faults_of_a_row_are_found() -> None:
    wrong = point(
        addressee=replace(TO_RUTAN, region="SUMSEL"),
        received_on=TOMORROW,
        due_on_given=True,
        maladministration=("tidak_patut",),
    )
    assert [fault.partition(":")[0] for fault in faults(wrong, "rekomendasi")] == [
        "unit",
        "unit",
        "received_on",
        "due_on",
    ]


def test_what_the_letter_leaves_unclear_is_not_judged() -> None:
    one = point(received_on=YESTERDAY, due_on_given=True, due_on=YESTERDAY)
    assert faults(one, "unknown", None) == []
    assert faults(point(due_on_given=True, due_on=YESTERDAY), "saran", None) == []


def test_the_day_is_that_of_the_addressee() -> None:
    """At 23.30 WIB on the 25th it is the 26th in Papua."""
    late = datetime(2022, 1, 25, 16, 30, tzinfo=UTC)
    assert day_of(late, "Asia/Jakarta") == TODAY
    papua = replace(office("LP-JYP", "lapas"), time_zone="Asia/Jayapura")
    there = point(addressee=replace(TO_RUTAN, unit=papua), received_on=TOMORROW)
    here = point(received_on=TOMORROW)
    saran = INSTRUMENTS["saran"]
    assert list(checks.point_faults(there, SENDER, late, TODAY, saran)) == []
    assert list(checks.point_faults(here, SENDER, late, TODAY, saran)) != []


def test_evidence_is_not_of_tomorrow() -> None:
    assert checks.evidence_fault(TODAY, "Asia/Jakarta", NOON) is None
    assert checks.evidence_fault(TOMORROW, "Asia/Jakarta", NOON) is not None


def test_months_before_end_on_a_day_that_exists() -> None:
    assert months_before(date(2024, 2, 29), 24) == date(2022, 2, 28)
    assert months_before(date(2022, 1, 25), 24) == date(2020, 1, 25)
    assert months_before(date(2022, 3, 31), 1) == date(2022, 2, 28)


def earlier(**changes: Any) -> Earlier:
    base = Earlier(
        code="REK-BABEL-2020-0001",
        letter_id="letter-0",
        letter_date=date(2020, 1, 25),
        unit="RT-MTK",
        service="kunjungan",
        components=("jangka_waktu", "biaya"),
        status="implemented",
    )
    return replace(base, **changes)


def found(*before: Earlier) -> str | None:
    one = repeats.found(point(), repeats.candidates(TODAY, "letter-1", before))
    return one.code if one else None


def test_the_same_unit_service_and_component_within_24_months_is_a_repeat() -> None:
    assert found(earlier()) == "REK-BABEL-2020-0001"


@pytest.mark.parametrize(
    "changes",
    [
        {"letter_date": date(2020, 1, 24)},
        {"letter_date": TOMORROW},
        {"unit": "LP-SGL"},
        {"service": "pengaduan"},
        {"components": ("biaya",)},
        {"status": "withdrawn"},
        {"letter_id": "letter-1"},
    ],
)
def test_what_is_no_repeat(changes: dict[str, Any]) -> None:
    assert found(earlier(**changes)) is None


def test_the_latest_is_the_one_repeated() -> None:
    older, newer = earlier(), earlier(code="REK-BABEL-2021-0007", letter_date=date(2021, 5, 1))
    assert found(newer, older) == found(older, newer) == "REK-BABEL-2021-0007"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (None, "No recommendation has the code REK-X."),
        (earlier(unit="LP-SGL"), "was addressed to LP-SGL"),
        (earlier(service="pengaduan"), "is about pengaduan"),
        (earlier(letter_date=TOMORROW), "later than this letter"),
    ],
)
def test_a_named_repeat_must_fit(named: Earlier | None, message: str) -> None:
    wrong = repeats.fault(point(repeat_of="REK-X"), TODAY, named)
    assert message in str(wrong)


def test_a_named_repeat_may_be_old_and_about_another_component() -> None:
    old = earlier(letter_date=date(2012, 1, 1), components=("biaya",))
    assert repeats.fault(point(repeat_of="REK-X"), TODAY, old) is None
    assert repeats.fault(point(repeat_of="REK-X", service=""), None, old) is None
