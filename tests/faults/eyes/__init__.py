"""Judging a run by eyes of its own: what was promised, what had to fire, what left.

Pure: an outcome goes in, findings come out. It shares no code with the services but the shape of an
event; beside it stands what the installation's own `audit` and `verify` say.
"""

from tests.faults.eyes.finding import Finding
from tests.faults.eyes.ladder import ladder_wrong
from tests.faults.eyes.letters import letters_wrong
from tests.faults.eyes.promises import promises_broken
from tests.faults.outcome import Outcome

__all__ = ["Finding", "judge"]


def judge(outcome: Outcome) -> list[Finding]:
    """Everything that is wrong; empty where the run went as it must."""
    own = [
        *promises_broken(outcome),
        *ladder_wrong(outcome),
        *letters_wrong(outcome),
    ]
    return own + [
        Finding(what, "", words)
        for what, said in (
            ("audit", outcome.audit),
            ("broken chain", outcome.verify),
            ("false alarm", outcome.alarms),
            ("wrong answer", outcome.wrong_answers),
            ("never settled", outcome.unsettled),
        )
        for words in said
    ]
