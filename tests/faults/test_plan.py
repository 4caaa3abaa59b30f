"""A seed gives its run again, and runs are what they are meant to be."""

from datetime import timedelta

import pytest

from tests.faults import draw, kinds
from tests.faults.plan import DUE_SECONDS, LONG, Plan

SEEDS = range(1, 21)
DATABASES = ("sqlite", "postgresql")


def drawn(seed: int, database: str) -> Plan:
    return draw.plan(seed, LONG, database, kinds.drawn(database))


@pytest.mark.parametrize("database", DATABASES)
def test_a_seed_gives_its_run_again_and_another_gives_another(database: str) -> None:
    assert drawn(7, database) == drawn(7, database)
    assert drawn(7, database) != drawn(8, database)
    assert list(draw.told(drawn(7, database))) == list(draw.told(drawn(7, database)))


@pytest.mark.parametrize("database", DATABASES)
def test_every_kind_of_fault_is_drawn_by_some_seed(database: str) -> None:
    plans = [drawn(seed, database) for seed in SEEDS]
    struck = {one.kind for plan in plans for moment in plan.moments for one in moment.strikes}
    assert struck == {one.name for one in kinds.of(database)}


@pytest.mark.parametrize("database", DATABASES)
def test_many_confirm_in_the_last_seconds(database: str) -> None:
    moments = [moment for seed in SEEDS for moment in drawn(seed, database).moments]
    acts = [act for moment in moments if "last" in moment.what for act in moment.acts]
    close = [act for act in acts if act.says == "confirm" and act.offset < DUE_SECONDS]
    late = [act for act in acts if act.says == "confirm" and act.offset >= DUE_SECONDS]
    assert len(close) > 100
    assert late


@pytest.mark.parametrize("database", DATABASES)
def test_moments_come_in_their_order_and_end_before_the_end(database: str) -> None:
    plan = drawn(3, database)
    instants = [moment.at for moment in plan.moments]
    assert instants == sorted(set(instants))
    assert instants[0] == plan.begins
    assert plan.ends - instants[-1] > timedelta(days=28)
