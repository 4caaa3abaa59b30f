"""Codes stand in the order of their numbers."""

from shared.code_order import by_number

RIGHT = [
    "REK-ACEH-2026-10000", "REK-BABEL-2025-0002", "REK-BABEL-2026-0001", "REK-BABEL-2026-9999",
    "REK-BABEL-2026-10000", "REK-BABEL-2026-123456", "lama", "lama-2-b",
]  # fmt: skip


def test_the_ten_thousandth_comes_after_the_one_before_it() -> None:
    assert sorted(RIGHT) != RIGHT
    assert sorted(sorted(RIGHT), key=by_number) == RIGHT
