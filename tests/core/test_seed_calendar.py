"""What version 1 of the calendar takes from the package."""

from importlib.metadata import version

from services.followup.core.calendar import BEGINNING
from tests.core.world import on, seed


def test_both_categories_are_read() -> None:
    leave = seed().off(on("2022-04-29"), "")
    public = seed().off(on("2022-05-02"), "")
    assert leave is not None
    assert public is not None
    assert (leave.kind, leave.name) == ("leave", "Cuti Bersama Hari Raya Idul Fitri")
    assert (public.kind, public.name) == ("public", "Hari Raya Idul Fitri")


def test_the_source_of_every_row_is_the_package_and_its_version() -> None:
    assert {each.decree for each in seed().holidays} == {f"PyPI holidays {version('holidays')}"}


def test_an_estimated_date_is_marked_and_its_name_is_plain() -> None:
    estimated = seed().off(on("2027-03-10"), "")
    assert estimated is not None
    assert (estimated.name, estimated.provisional) == ("Hari Raya Idul Fitri", True)
    assert not any("(" in each.name for each in seed().holidays)


def test_a_day_with_two_names_bears_both() -> None:
    both = seed().off(on("2021-05-13"), "")
    assert both is not None
    assert both.name == "Hari Raya Idul Fitri; Kenaikan Yesus Kristus"


def test_leave_is_decreed_to_the_end_of_the_last_year_that_has_any() -> None:
    years = {each.on.year for each in seed().holidays if each.kind == "leave"}
    assert seed().decreed_until.year == max(years)
    assert (seed().decreed_until.month, seed().decreed_until.day) == (12, 31)


def test_it_is_version_1_from_the_beginning_and_reaches_2032() -> None:
    assert (seed().version, seed().at) == (1, BEGINNING)
    assert {each.on.year for each in seed().holidays} == set(range(2020, 2033))
