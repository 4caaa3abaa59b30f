"""A deadline by working days: the date against `holidays`' own walk, and the whole card.

Owns: the starts that are counted from (every day of four years, so that weekends, collective leave
and estimated holidays are met as they come), the rule (30 working days), and that both sides agree
on every date before either is timed. Knows no database.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import holidays

from bench.figures import median, percentile
from bench.rounds import alternate
from bench.verdict import Row, told
from services.followup.core.calendar import Calendar
from services.followup.core.card import count, preview
from services.followup.core.policy import DEFAULT
from services.followup.core.rules import Rules
from services.followup.store.seed_calendar import CATEGORIES, COUNTRY, FIRST_YEAR, first_calendar
from shared.clock import real_now
from shared.codec import dump, text
from shared.events import OfficeFacts

UNIT = OfficeFacts("LP-PGK", "Lapas Pangkalpinang", "unit", "Asia/Jakarta", "Pangkalpinang")
INSTRUMENT = "tindakan_korektif"
YEARS, MOST_CARD_MS = range(FIRST_YEAR + 2, FIRST_YEAR + 7), 2.0
STARTS = [date(YEARS[0], 1, 1) + timedelta(days=n) for n in range(4 * 365)]
RULE = DEFAULT.instrument(INSTRUMENT)


class Disagreed(Exception):
    """The package counts another date: nothing may be timed."""


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where the date is dearer than the package's, or a card slow."""
    parser = argparse.ArgumentParser(prog="tindak bench days", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="so many of each (9)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures there")
    asked = parser.parse_args(argv)
    calendar, package = first_calendar(), _package()
    _must_agree(calendar, package)
    rows = [_dates(calendar, package, asked.rounds), *_cards(calendar, asked.rounds)]
    return told("days", rows, rounds=asked.rounds, json=asked.json)


def _package() -> holidays.HolidayBase:
    """The package's holidays of the same years, both categories at once."""
    both = tuple(CATEGORIES.values())
    return holidays.country_holidays(COUNTRY, years=YEARS, categories=both, language="id")


def _must_agree(calendar: Calendar, package: holidays.HolidayBase) -> None:
    for on in STARTS:
        ours, theirs = _nth(calendar, on), package.get_nth_working_day(on, RULE.length)
        if not ours == theirs == count(RULE, on, UNIT, calendar).due_on:
            raise Disagreed(f"{RULE.length} working days from {on}: {ours}, the package {theirs}")


def _dates(calendar: Calendar, package: holidays.HolidayBase, rounds: int) -> Row:
    found = alternate(
        {
            "ours": _each(lambda on: _nth(calendar, on)),
            "holidays": _each(lambda on: package.get_nth_working_day(on, RULE.length)),
        },
        rounds,
    )
    ours, theirs = found["ours"], found["holidays"]
    what = f"date, {RULE.length} working days"
    told_by = (f"{ours:.2f} µs", f"holidays' get_nth_working_day, {theirs:.2f} µs")
    return Row(what, *told_by, ours / theirs, "<= 1", ours <= theirs)


def _cards(calendar: Calendar, rounds: int) -> list[Row]:
    """The card's days alone, and as the preview answers it, down to its JSON."""
    rules, now = Rules((calendar,)), real_now()
    kinds: dict[str, Callable[[date], object]] = {
        "card, its days": lambda on: count(RULE, on, UNIT, calendar),
        "card, whole, as JSON": lambda on: text(dump(preview(INSTRUMENT, on, UNIT, rules, now))),
    }
    return [_card(what, _milliseconds(ask, rounds)) for what, ask in kinds.items()]


def _card(what: str, spent: Sequence[float]) -> Row:
    ours = f"p50 {percentile(spent, 0.5):.3f} ms, slowest start {max(spent):.3f} ms"
    holds = max(spent) <= MOST_CARD_MS
    return Row(what, ours, "", None, f"slowest <= {MOST_CARD_MS:g} ms", holds)


def _nth(calendar: Calendar, on: date) -> date:
    return calendar.nth_working_day(on, RULE.length, UNIT.regency)


def _each(ask: Callable[[date], object]) -> Callable[[], float]:
    """The microseconds of one question, over all starts."""

    def once() -> float:
        begun = time.perf_counter()
        for on in STARTS:
            ask(on)
        return (time.perf_counter() - begun) * 1e6 / len(STARTS)

    return once


def _milliseconds(ask: Callable[[date], object], rounds: int) -> list[float]:
    """Of each start the median of its rounds, so that a pause of the machine is no start's own."""
    ask(STARTS[0])
    each: list[list[float]] = [[] for _ in STARTS]
    for _ in range(rounds):
        for on, spent in zip(STARTS, each, strict=True):
            begun = time.perf_counter()
            ask(on)
            spent.append((time.perf_counter() - begun) * 1000)
    return [median(spent) for spent in each]
