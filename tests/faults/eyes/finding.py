"""One thing that is wrong after a run."""

from dataclasses import dataclass

KINDS = (
    "false escalation",
    "missed escalation",
    "doubled escalation",
    "lost post",
    "doubled post",
    "wrong stamp",
    "broken chain",
    "unsent letter",
    "doubled letter",
    "audit",
    "false alarm",
    "wrong answer",
    "never settled",
)


@dataclass(frozen=True)
class Finding:
    """`what` is one of KINDS; `about` the recommendation's id, where there is one."""

    what: str
    about: str
    words: str
