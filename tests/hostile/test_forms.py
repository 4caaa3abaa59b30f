"""Browsers as weapons: forged forms, planted sessions, ways out to elsewhere."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from shared import forgery
from shared.cookies import GUEST, SESSION
from tests.hostile.gauntlet import Gauntlet, Route, routes, with_cookie
from tests.hostile.matrix import table
from tests.hostile.world import World
from tests.pages.visitor import PASSWORD, Visitor, account

HEAD = "kepala@fixation.example"
ELSEWHERE = (
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example",
    "\\\\evil.example", "https:evil.example", "https:/evil.example", "/\t/evil.example",
    "/%0d%0aLocation:%20https://evil.example", "/\r\nSet-Cookie: a=b", "javascript:alert(1)",
    "data:text/html,x", " //evil.example", "http:///evil.example", "//evil.example\\@ours",
    "/\u2028/evil.example", "//ｅvil.example", "evil.example",
)  # fmt: skip


def forms(gauntlet: Gauntlet) -> Iterator[tuple[Route, str | None]]:
    """Every route of a page that changes something, and somebody who may use it."""
    told = table(gauntlet.routes())
    for route in routes(gauntlet.world):
        if route.page and route.method not in ("GET", "HEAD"):
            cells = told.get(route.name, {})
            who = next((name for name, mark in cells.items() if mark in "xo"), None)
            if route.open or who:
                yield route, who


def test_a_form_that_was_not_given_to_this_session_does_nothing(gauntlet: Gauntlet) -> None:
    foreign = gauntlet.world.carried["neighbour"]
    wrong, tried = [], 0
    for route, who in forms(gauntlet):
        own = gauntlet.world.carried[who] if who else None
        theirs = with_cookie(route.app, foreign)[forgery.HEADER]
        for given in (None, "", "0" * 64, theirs, theirs.upper()):
            headers = {"Cookie": f"{SESSION}={own}" if own else f"{GUEST}=a-planted-nonce"}
            headers |= {forgery.HEADER: given} if given is not None else {}
            answer = gauntlet.send(route, gauntlet.here, headers)
            changed = gauntlet.watch.changed()
            tried += 1
            if answer.status_code not in (400, 403) or changed:
                wrong.append(f"{route.name}: {given}: {answer.status_code} {changed}")
    assert not wrong, "\n".join(wrong)
    assert tried > 50


def test_no_page_changes_anything_because_it_is_looked_at(gauntlet: Gauntlet) -> None:
    """A picture on another site can make a browser GET whatever it likes, with its cookie."""
    wrong = []
    for route in gauntlet.routes().values():
        if route.page and route.method == "GET":
            for who, mark in table(gauntlet.routes()).get(route.name, {}).items():
                if mark == "x":
                    gauntlet.ask(route, who, gauntlet.here)
                    changed = [one for one in gauntlet.watch.changed() if one != "files"]
                    wrong += [f"{route.name}: {who} changed {changed}"] if changed else []
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def guest(world: World) -> Visitor:
    """A browser at intake's door; the head of the Rutan has an account."""
    account(world.intake.extensions["tindak"].engines.registry, HEAD, ("RT-MTK", "head"))
    return Visitor(world.intake)


def sign_in(guest: Visitor, **more: str) -> Any:
    return guest.send("/masuk", "/masuk", email=HEAD, password=PASSWORD, **more)


def test_signing_in_gives_a_session_that_nobody_could_have_planted(guest: Visitor) -> None:
    guest.client.set_cookie(SESSION, "ts_" + "planted" * 6)
    guest.client.set_cookie(GUEST, "planted")
    answer = sign_in(guest)
    assert answer.status_code == 303
    carried = guest.client.get_cookie(SESSION)
    assert carried is not None
    assert "planted" not in carried.value
    assert guest.client.get_cookie(GUEST) is None
    first = carried.value
    assert guest.client.get("/masuk").status_code == 303
    again = Visitor(guest.client.application)
    assert sign_in(again).status_code == 303
    other = again.client.get_cookie(SESSION)
    assert other is not None
    assert other.value != first


def test_signing_in_anew_ends_the_session_that_the_browser_had(
    guest: Visitor, world: World
) -> None:
    sign_in(guest)
    first = guest.client.get_cookie(SESSION)
    assert first is not None
    own = with_cookie(world.intake, first.value)[forgery.HEADER]
    guest.client.post("/masuk", data={"csrf": own, "email": HEAD, "password": PASSWORD})
    assert world.ask("GET", "/api/v1/sessions/current", first.value).status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(guest: Visitor) -> None:
    cookies = sign_in(guest).headers.getlist("Set-Cookie")
    [made] = [one for one in cookies if one.startswith(f"{SESSION}=ts_")]
    assert re.search(r"; HttpOnly(;|$)", made)
    assert re.search(r"; SameSite=Lax(;|$)", made)


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_leads_nowhere_else(guest: Visitor, wanted: str) -> None:
    for path in ("/masuk", "/bahasa/en"):
        leads_home(guest.client.get(path, query_string={"next": wanted}))
    leads_home(sign_in(guest, next=wanted))
    leads_home(guest.client.get("/masuk", query_string={"next": wanted}))


def leads_home(answer: Any) -> None:
    """As a browser would follow it: backslashes are slashes, tabs and newlines are nothing."""
    assert answer.status_code in (200, 303)
    location = re.sub(r"[\t\r\n]", "", answer.headers.get("Location", "/")).replace("\\", "/")
    assert urlsplit(urljoin("https://ours.example/masuk", location))[:2] == (
        "https",
        "ours.example",
    )
    assert "a=b" not in str(answer.headers.getlist("Set-Cookie"))


def test_no_answer_repeats_the_host_that_the_asker_claims(gauntlet: Gauntlet) -> None:
    for route in gauntlet.routes().values():
        if route.method == "GET":
            headers = {**with_cookie(route.app, gauntlet.world.carried["ombudsman"])}
            headers |= {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
            answer = gauntlet.send(route, gauntlet.here, headers)
            gauntlet.watch.changed()
            assert b"evil.example" not in answer.data, route.name
            assert "evil.example" not in str(answer.headers), route.name
