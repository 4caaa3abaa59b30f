"""The core knows the standard library, the words of events and refusals, and itself."""

import ast
import sys
from pathlib import Path

import pytest

from services.followup import core
from services.followup.core.policy import DEFAULT

HOME = Path(core.__file__).parent
PURE = sorted(HOME.rglob("*.py"))
OTHERS = {"shared", "shared.events", "shared.refusal"}
WHERE_TIME_IS_READ = ("now", "today", "utcnow", "time_ns")


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_it_imports_nothing_impure(path: Path) -> None:
    ours = {name for name in imported(path) if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in ours if not f"{name}.".startswith(f"{core.__name__}.")} <= OTHERS


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_it_never_reads_the_time(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    called = {node.func.attr for node in calls if isinstance(node.func, ast.Attribute)}
    assert not called & set(WHERE_TIME_IS_READ)


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_it_asks_for_no_instrument_by_name(path: Path) -> None:
    names = {row.name for row in DEFAULT.instruments}
    compared = {
        side.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Constant)
    }
    assert not compared & names
