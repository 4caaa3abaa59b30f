"""Every mutant still applies, and names tests that exist; `tindak mutants` tries them."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import ROOT
from tests.mutants.catalogue import EVERY, NEEDED
from tests.mutants.mutant import CannotApply, Change, Mutant, apply, mutant

TABLE = ROOT / "docs" / "reliability.md"


def laid_out(one: Mutant, root: Path) -> None:
    """Those files of the project that the mutant changes, below `root`."""
    for change in one.changes:
        target = root / change.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text((ROOT / change.file).read_text())


@pytest.mark.parametrize("name", EVERY)
def test_it_still_applies_and_is_a_program(name: str, tmp_path: Path) -> None:
    one = EVERY[name]
    laid_out(one, tmp_path)
    apply(one, tmp_path)
    for change in one.changes:
        changed = (tmp_path / change.file).read_text()
        assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse((ROOT / change.file).read_text()))


@pytest.mark.parametrize("name", EVERY)
def test_the_tests_that_must_notice_exist(name: str) -> None:
    assert EVERY[name].caught_by
    for test in EVERY[name].caught_by:
        path, _, function = test.partition("::")
        tree = ast.parse((ROOT / path).read_text())
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert function.partition("[")[0] in names, test


def test_each_safeguard_that_is_named_is_taken_out() -> None:
    assert set(NEEDED) <= {one.safeguard for one in EVERY.values()}


def test_the_document_lists_each_of_them() -> None:
    rows = TABLE.read_text().splitlines()
    missing = [
        name
        for name, one in EVERY.items()
        if not any(line.startswith(f"| {one.safeguard} | {one.removed} | ") for line in rows)
    ]
    assert missing == []


@pytest.mark.parametrize("text", ["gone", "twice twice"])
def test_what_is_not_there_exactly_once_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("twice = twice\n")
    wrong = mutant("x", "", "", ("a.py", text.split(maxsplit=1)[0], "new"), by=())
    with pytest.raises(CannotApply, match=r"x: a\.py holds"):
        apply(wrong, tmp_path)
    assert (tmp_path / "a.py").read_text() == "twice = twice\n"
    assert wrong.changes == (Change("a.py", text.split(maxsplit=1)[0], "new"),)
