"""The rules by which a case is advanced: the calendar's versions and the policy.

Owns: which version of the calendar is in force when.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime

from services.followup.calendar import Calendar
from services.followup.policy import DEFAULT, Policy


@dataclass(frozen=True)
class Rules:
    """`calendars` are versions 1, 2, 3 … in the order of the instants from which they hold."""

    calendars: tuple[Calendar, ...]
    policy: Policy = DEFAULT

    def calendar(self, version: int) -> Calendar:
        """That version; raises IndexError where it does not exist."""
        return self.calendars[version - 1]

    def calendar_at(self, instant: datetime) -> Calendar:
        """The version in force at `instant`."""
        return self.calendars[bisect_right(self.calendars, instant, key=lambda c: c.at) - 1]

    def calendar_after(self, version: int) -> Calendar | None:
        """The version that replaced or will replace `version`; None where it is the latest."""
        return self.calendars[version] if version < len(self.calendars) else None
