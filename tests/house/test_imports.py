"""Who may import whom."""

import sys

import pytest

from tests.house.sources import OURS, Source, sources

# The domain: these and whatever of ours they reach stand on the standard library alone.
PURE = (
    "services.intake.core",
    "services.followup.core",
    "services.followup.core.calendar",
    "services.followup.core.card",
    "services.followup.core.policy",
    "services.followup.core.model",
    "shared.events",
    "shared.clock",
    "shared.refusal",
)
WEB = ("flask", "flask_smorest", "werkzeug", "granian")
QUEUE = ("celery", "kombu")

BY_NAME = {one.name: one for one in sources(*OURS)}


def ours(source: Source) -> set[str]:
    """The modules of ours that it imports."""
    return {name for name in source.imports() if name in BY_NAME}


def others(source: Source) -> set[str]:
    """The packages of others that it imports, outside of the standard library."""
    tops = {name.partition(".")[0] for name in source.imports()}
    return tops - set(sys.stdlib_module_names) - set(OURS)


def reached_from(name: str) -> set[str]:
    """It and every module of ours that it imports, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += ours(BY_NAME[one])
    return found


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("services.intake", "services.followup"),
        ("services.followup", "services.intake"),
        ("shared", "services"),
        ("shared", "launcher"),
        ("services", "launcher"),
    ],
)
def test_never_imports(mine: str, theirs: str) -> None:
    wrong = {
        f"{source.name} imports {name}"
        for source in BY_NAME.values()
        if source.name.startswith(mine)
        for name in source.imports()
        if (name + ".").startswith(theirs + ".")
    }
    assert wrong == set()


@pytest.mark.parametrize("root", PURE)
def test_the_domain_stands_on_the_standard_library(root: str) -> None:
    wrong = {name: others(BY_NAME[name]) for name in reached_from(root) if others(BY_NAME[name])}
    assert wrong == {}


@pytest.mark.parametrize("store", ["services.intake.store", "services.followup.store.casebook"])
def test_the_store_knows_neither_web_nor_queue(store: str) -> None:
    reached = reached_from(store)
    wrong = {name: others(BY_NAME[name]) & {*WEB, *QUEUE} for name in reached}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("service", ["intake", "followup"])
def test_what_speaks_http_makes_no_statements(service: str) -> None:
    makers = ("sqlalchemy.select", "sqlalchemy.insert", "sqlalchemy.update", "sqlalchemy.delete")
    wrong = {
        source.name
        for source in BY_NAME.values()
        if source.name.startswith(f"services.{service}.")
        and others(source) & {*WEB, *QUEUE}
        and set(source.imports()) & set(makers)
    }
    assert wrong == set()
