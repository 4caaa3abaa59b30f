"""The policy's tables fit together, and each line names its source."""

from services.followup.core.calendar import amend
from services.followup.core.policy import DEFAULT
from services.followup.core.rules import Rules
from tests.core.world import at, seed

ROLES = {"addressee", "parent", "holder", "ombudsman", "actor"}


def test_every_rule_names_its_source() -> None:
    assert all(row.article for row in DEFAULT.instruments)
    tables = (DEFAULT.rungs, DEFAULT.levels, DEFAULT.decisions)
    assert all(row.source for table in tables for row in table)


def test_every_role_is_one_that_a_case_has() -> None:
    tables = (DEFAULT.levels, DEFAULT.decisions, DEFAULT.verdicts, DEFAULT.audiences)
    assert {role for table in tables for row in table for role in row.tells} <= ROLES


def test_only_the_law_makes_a_date_that_nobody_extends() -> None:
    assert [row.name for row in DEFAULT.instruments if not row.extendable] == ["rekomendasi"]


def test_the_ladder_is_the_one_that_was_agreed() -> None:
    assert [(rung.name, rung.days) for rung in DEFAULT.rungs] == [
        ("repeat_notice", 0),
        ("deemed_received", 3),
        ("unacknowledged", 5),
        ("reminder_14", 14),
        ("reminder_7", 7),
        ("reminder_3", 3),
        ("reminder_1", 1),
        ("level_1", 0),
        ("level_2", 10),
        ("level_3", 10),
    ]


def test_the_last_level_is_a_notice_and_stands_for_all_above() -> None:
    assert DEFAULT.level(3).superior is None
    assert DEFAULT.level(4) == DEFAULT.level(3)


def test_a_kind_of_line_that_no_table_names_tells_nobody() -> None:
    assert DEFAULT.tells("something else") == ()


def test_the_version_in_force_is_the_last_that_has_begun() -> None:
    second = amend(seed(), at("2022-02-21 14:00"), "x", [], [])
    third = amend(second, at("2022-02-22 14:00"), "y", [], [])
    rules = Rules((seed(), second, third))
    assert [rules.calendar_at(at(f"2022-02-{day} 14:00")).version for day in (20, 21, 22)] == [
        1,
        2,
        3,
    ]
    assert rules.calendar(2) is second
    assert (rules.calendar_after(2), rules.calendar_after(3)) == (third, None)
