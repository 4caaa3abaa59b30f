"""Who asks, and what they may do.

Owns: the Principal of a request, the marks that say who may call a route (`allow`,
`open_route`; for pages `page`, `open_page`), and the check of both before anything else of the
request is looked at. A page is signed in by its cookie, the API by its bearer; never crosswise.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, g

from shared.events import Actor
from shared.refusal import Forbidden

View = TypeVar("View", bound=Callable[..., Any])
ROLES = frozenset({"ombudsman", "unit", "kanwil", "directorate", "admin", "service"})
_SCOPES = {"unit": "unit", "kanwil": "kanwil", "ombudsman": "ombudsman"}


class UnmarkedRoute(Exception):
    """A route says neither who may call it nor that it is open: the program must not start."""


class RoleForbids(Forbidden):
    """The asker's role may not call this route."""


class HeadOnly(Forbidden):
    """Only who may speak for the office may call this route: its head, or its token."""


@dataclass(frozen=True)
class Principal:
    """An account or token, for one office. `head` is true for who may speak for the office;
    `acting` is none, plt or plh (who stands in for its head)."""

    id: str
    name: str
    role: str
    office: str | None
    region: str | None
    head: bool
    acting: str = "none"

    def actor(self) -> Actor:
        """The same, as events carry it."""
        return Actor(self.id, self.name, self.office or "", self.role)


@dataclass(frozen=True)
class Route:
    """One rule and method, and who may call it."""

    rule: str
    method: str
    endpoint: str
    roles: tuple[str, ...]
    head: bool
    open: bool
    page: bool = False


@dataclass(frozen=True)
class _Mark:
    roles: tuple[str, ...]
    head: bool
    open: bool
    page: bool = False


def allow(*roles: str, head: bool = False) -> Callable[[View], View]:
    """Marks a view as callable by these roles only; with `head`, only by who speaks for the
    office. The mark is enforced before the body is read, wherever the decorator stands."""
    return _marker(_Mark(_known(roles), head, open=False))


def page(*roles: str, head: bool = False) -> Callable[[View], View]:
    """As `allow`, for a page: who is not signed in is led to the sign-in page."""
    return _marker(_Mark(_known(roles), head, open=False, page=True))


def open_route(view: View) -> View:
    """Marks a view as needing no sign-in."""
    return _marker(_Mark((), head=False, open=True))(view)


def open_page(view: View) -> View:
    """Marks a page as needing no sign-in; what it posts is still checked against forgery."""
    return _marker(_Mark((), head=False, open=True, page=True))(view)


def me() -> Principal:
    """Who asks; only on routes that are not open."""
    found = g.principal
    assert isinstance(found, Principal)
    return found


def scope(principal: Principal) -> dict[str, str]:
    """The column and value that rows must have to be seen by this principal; {} for all rows."""
    if principal.role == "service":
        raise RoleForbids("A service reads the feed, nothing else.")
    column = _SCOPES.get(principal.role)
    if column is None:
        return {}
    assert principal.office is not None
    return {column: principal.office}


def routes(app: Flask) -> Iterator[Route]:
    """Every rule and method of the app with its mark; raises UnmarkedRoute at the first without."""
    for rule in app.url_map.iter_rules():
        mark = mark_of(app, rule.endpoint)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(
                rule.rule, method, rule.endpoint, mark.roles, mark.head, mark.open, mark.page
            )


def mark_of(app: Flask, endpoint: str) -> _Mark:
    """The mark of an endpoint's view; raises UnmarkedRoute."""
    mark = getattr(app.view_functions[endpoint], "_mark", None)
    if not isinstance(mark, _Mark):
        raise UnmarkedRoute(f"{endpoint} is marked by neither auth.allow nor auth.open_route")
    return mark


def enforce(mark: _Mark, principal: Principal) -> None:
    """Raises RoleForbids or HeadOnly where the principal may not call what is so marked."""
    if principal.role not in mark.roles:
        raise RoleForbids(
            "This is for {roles}; you speak as {role}.",
            roles=", ".join(mark.roles),
            role=principal.role,
        )
    if mark.head and not principal.head:
        raise HeadOnly("Only the head of {office} may do this.", office=principal.office)


def _known(roles: tuple[str, ...]) -> tuple[str, ...]:
    unknown = set(roles) - ROLES
    if unknown or not roles:
        raise UnmarkedRoute(f"a mark needs roles out of {sorted(ROLES)}, not {sorted(unknown)}")
    return roles


def _marker(mark: _Mark) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.__dict__["_mark"] = mark
        return view

    return decorate
