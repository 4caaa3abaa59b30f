"""Rounds: the same questions again and again, in an order that turns, so that whatever else the
machine does meets all of them alike.

Owns: the order, and the medians.
"""

from collections.abc import Callable, Mapping

from bench.figures import median


def alternate(
    questions: Mapping[str, Callable[[], float]], rounds: int, *, warm: bool = True
) -> dict[str, float]:
    """The median of what each question answers over that many rounds; once unmeasured before."""
    if warm:
        for ask in questions.values():
            ask()
    names, found = list(questions), {name: list[float]() for name in questions}
    for number in range(rounds):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            found[name].append(questions[name]())
    return {name: median(values) for name, values in found.items()}
