"""The core of followup: what time and words do to one recommendation. Pure.

Owns: nothing of its own; it offers the fold that stands in `heart`. Calendar, policy, ladder and
verbs stand beside it; nothing here knows a database, a broker or the present time.
"""

from services.followup.core.heart import (
    Overtaken,
    acknowledge,
    advance,
    apply,
    decide,
    fold,
    level,
    next_instant,
    open_case,
    refuse_extension,
    request_extension,
    timeliness,
)

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
