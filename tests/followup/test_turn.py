"""Of several who ask at once one works, and what came meanwhile is seen to."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from services.followup.clockwork.turn import Turn

PATIENCE = 10


def test_who_asks_while_another_works_goes_and_the_other_works_once_more() -> None:
    turn, begun, goes_on, seen = Turn(), Event(), Event(), list[str]()

    def work() -> int:
        seen.append("work")
        begun.set()
        assert goes_on.wait(PATIENCE)
        return 1

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(turn.take, work)
        assert begun.wait(PATIENCE)
        assert [turn.take(work) for _ in range(3)] == [0, 0, 0]
        assert seen == ["work"]
        goes_on.set()
        assert first.result(PATIENCE) == 2
    assert turn.take(work) == 1, "nobody is asked to work for who came before"


def test_work_that_fails_hinders_no_other() -> None:
    turn = Turn()
    with pytest.raises(ZeroDivisionError):
        turn.take(lambda: 1 // 0)
    assert turn.take(lambda: 1) == 1
