"""The core of followup: what time and words do to one recommendation. Pure.

Owns: nothing of its own; it offers the fold of `heart`, and the verbs that check what is said about
time. Calendar, policy and ladder stand beside them; nothing here knows a database, a broker or the
present time.
"""

from services.followup.core.heart import (
    Overtaken,
    advance,
    apply,
    fold,
    level,
    next_instant,
    open_case,
    timeliness,
)
from services.followup.core.verbs.decisions import acknowledge, decide
from services.followup.core.verbs.extensions import refuse_extension, request_extension

__all__ = [
    "Overtaken",
    "acknowledge",
    "advance",
    "apply",
    "decide",
    "fold",
    "level",
    "next_instant",
    "open_case",
    "refuse_extension",
    "request_extension",
    "timeliness",
]
