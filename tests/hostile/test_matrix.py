"""Whoever may not is refused, and nothing has changed: every route, every role, both regions.

The routes come out of the applications themselves; what is right stands in `matrix.txt`, written by
hand from the contract. A route that the table does not name fails the test that counts them.
"""

from typing import Any

from tests.hostile.gauntlet import REFUSED, Gauntlet, Route
from tests.hostile.matrix import BELOW, Cells, lines, table
from tests.hostile.people import OPPOSITES, OUTSIDE

NAMES_IN_ITS_BODY = "POST /api/v1/recommendations"
FAR = frozenset({"stranger", "kanwil-far", "ombudsman-far"})
SEES_ALL = frozenset({"directorate", "admin", "service"})


def test_the_table_names_every_route_and_no_other(gauntlet: Gauntlet) -> None:
    found = set(gauntlet.routes())
    assert found - set(table(found)) == set(), "write their lines into matrix.txt"
    over = {name for name in lines() if not name.endswith(BELOW)} - found
    assert over == set(), "take their lines out of matrix.txt"


def test_whoever_may_not_changes_nothing(gauntlet: Gauntlet) -> None:
    told, wrong = table(gauntlet.routes()), []
    for route in gauntlet.routes().values():
        cells = told.get(route.name, {})
        for who, mark in cells.items():
            if mark == "-":
                wrong += gauntlet.refused(route, who, gauntlet.here)
            if far(cells, route, who) == "-":
                wrong += gauntlet.refused(route, who, gauntlet.there)
    assert not wrong, "\n".join(wrong)


def test_whoever_may_is_let_through_and_shown_no_other_region(gauntlet: Gauntlet) -> None:
    told, wrong = table(gauntlet.routes()), []
    for route in gauntlet.routes().values():
        done = {}
        for who, mark in told.get(route.name, {}).items():
            if mark == "x":
                answer = gauntlet.ask(route, who, gauntlet.here)
                gauntlet.watch.changed()
                done[who] = answer.status_code
                wrong += _shown(gauntlet, route, who, answer)
        if done and min(done.values()) >= 400:
            wrong.append(f"{route.name}: nobody could do it {done}")
    assert not wrong, "\n".join(wrong)


def _shown(gauntlet: Gauntlet, route: Route, who: str, answer: Any) -> list[str]:
    """What is wrong with an answer to somebody who may ask."""
    if answer.status_code in REFUSED or answer.status_code >= 500:
        return [f"{route.name}: {who} got {answer.status_code}"]
    text = answer.data.decode(errors="replace")
    found = [one for one in gauntlet.there.secrets() if one in text and who not in FAR | SEES_ALL]
    return [f"{route.name}: {who} sees {found}"] if found else []


def test_who_is_not_signed_in_is_let_through_nowhere(gauntlet: Gauntlet) -> None:
    wrong = []
    for route in gauntlet.routes().values():
        for who in OUTSIDE:
            wrong += gauntlet.refused(route, who, gauntlet.here)
    assert not wrong, "\n".join(wrong)


def test_a_cookie_opens_no_api_and_a_bearer_no_page(gauntlet: Gauntlet) -> None:
    wrong = []
    for route in gauntlet.routes().values():
        for who in ("head", "ombudsman", "kanwil", "admin"):
            wrong += gauntlet.refused(route, who, gauntlet.here, crosswise=True)
    assert not wrong, "\n".join(wrong)


def far(cells: Cells, route: Route, who: str) -> str:
    """What somebody may do to the other region's things: what their opposite may do to ours."""
    if "<" not in route.rule and route.name != NAMES_IN_ITS_BODY:
        return cells[who]
    return cells[OPPOSITES[who]] if who in OPPOSITES else "-"
