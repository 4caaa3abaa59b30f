"""Small rooms: a file that grows past the limit is two files."""

import ast

from tests.house.sources import OURS, sources

LINES_OF_A_FILE = 250
LINES_OF_A_TEST = 400
LINES_OF_A_FUNCTION = 40


def test_no_file_is_long() -> None:
    assert longer_than(LINES_OF_A_FILE, *OURS) == {}
    assert longer_than(LINES_OF_A_TEST, "tests") == {}


def test_no_function_is_long() -> None:
    long = [
        f"{one.name}:{node.lineno} {node.name}"
        for one in sources(*OURS)
        if "migrations" not in one.path.parts
        for node in ast.walk(one.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
    ]
    assert long == []


def longer_than(limit: int, *folders: str) -> dict[str, int]:
    lengths = {one.name: len(one.path.read_text().splitlines()) for one in sources(*folders)}
    return {name: length for name, length in lengths.items() if length > limit}
