"""What a page asks of the databases: at most twenty statements, and no more of them where there is
more to show. Both engines are asked the same, so one is enough."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import Engine, event

from shared import gateway
from tests.pages.bars import table
from tests.pages.bars import town as towns
from tests.pages.bars.crowd import crowd
from tests.pages.bars.town import ROLES, Town

MOST = 20
FEW, MANY = 3, 60
NOT_ASKED = ("BEGIN", "PRAGMA", "ROLLBACK", "COMMIT", "SET ")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town of its own, since more and more comes into it."""
    made = towns.build(tmp_path_factory.mktemp("crowd"))
    yield made
    made.close()


def test_no_page_asks_much_or_more_where_there_is_more(crowded: Town) -> None:
    crowd(crowded, FEW)
    few = asked(crowded)
    crowd(crowded, MANY)
    many = asked(crowded)
    wrong = {
        name: (few[name], count)
        for name, count in many.items()
        if count > MOST or count > few[name]
    }
    assert not wrong, "\n".join(f"{name}: {count}" for name, count in wrong.items())


def asked(town: Town) -> dict[str, int]:
    """How many statements each page of each role took, opened for the second time."""
    found = {}
    for role in ROLES:
        browser = town.browser(role)
        for page in table.of(role):
            browser.get(page.at(town))
            with counting(gateway.service_of(page.address)) as statements:
                assert browser.get(page.at(town)).status_code == page.status
            found[f"{page.address} as {role}"] = len(statements)
    return found


@contextmanager
def counting(service: str) -> Iterator[list[str]]:
    """Every statement that this service makes; the other one, which answers it in the same
    process here, is another process's."""
    found: list[str] = []

    def heard(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if current_app.name == service and not statement.upper().startswith(NOT_ASKED):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


def test_a_statement_too_many_would_be_noticed(crowded: Town) -> None:
    with counting(gateway.FOLLOWUP) as statements:
        crowded.open("kanwil", "/register")
        crowded.open("kanwil", "/register")
    assert len(statements) > MOST / 2
