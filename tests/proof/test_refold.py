"""Whatever was said, and whenever anyone looked: an honest case folds to the same again."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from services.followup.amendments import rulings
from services.followup.remaking import refold
from services.followup.store import cursors
from shared.clock import HandClock
from shared.db import reading
from tests.conftest import FreshUrl
from tests.followup.test_audit import say_something
from tests.followup.test_rebuild import a_long_story
from tests.followup.town import BABEL, Town, build


@pytest.fixture
def town(sqlite_url: FreshUrl, clock: HandClock) -> Iterator[Town]:
    made = build(sqlite_url(), sqlite_url(), clock)
    yield made
    made.place.engine.dispose()
    made.intake.engine.dispose()


def test_a_long_story_folds_to_the_same(town: Town) -> None:
    ids = a_long_story(town)
    assert changed(town, ids) == []


@pytest.mark.parametrize("seed", range(3))
def test_half_a_year_of_anything_folds_to_the_same_at_every_look(town: Town, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    ids = [town.record(received_on=chance.choice([None, date(2022, 1, 25)])) for _ in range(6)]
    for _ in range(60):
        town.clock.instant += timedelta(hours=chance.randrange(1, 90))
        say_something(town, chance.choice(ids), chance)
        if chance.random() < 0.5:
            town.catch_up()
        if chance.random() < 0.3:
            town.sweep()
        assert changed(town, ids) == []


def changed(town: Town, ids: list[str]) -> list[object]:
    with reading(town.place.engine) as mine, reading(town.intake.engine) as theirs:
        held = cursors.read(mine, BABEL)
        if held is None:
            return []
        said = {one: town.intake.streams.about(theirs, one) for one in ids}
        heard = [one for one in ids if said[one][0].seq <= held.seq]
        rules = rulings.rules(mine)
        return list(refold.changed(mine, held, rules, heard, lambda id_: said[id_]))
