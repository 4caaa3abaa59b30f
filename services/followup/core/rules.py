"""The rules by which a case is advanced: the versions of the calendar and of the policy.

Owns: which version of either is in force when, and for which case.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime

from services.followup.core.calendar import Calendar
from services.followup.core.model import Case
from services.followup.core.policy import DEFAULT, Policy


@dataclass(frozen=True)
class Rules:
    """`calendars` and `policies` are versions 1, 2, 3 … in the order of the instants from which
    they hold; `ruling` is the policy's version for the case at hand."""

    calendars: tuple[Calendar, ...]
    policies: tuple[Policy, ...] = (DEFAULT,)
    ruling: int = 1

    @property
    def policy(self) -> Policy:
        """The policy for the case at hand."""
        return self.policies[self.ruling - 1]

    def of(self, case: Case) -> "Rules":
        """The same, with the policy by which that case counts."""
        return self.under(case.policy_version)

    def under(self, version: int) -> "Rules":
        """The same, with that version of the policy."""
        return self if version == self.ruling else replace(self, ruling=version)

    def at(self, instant: datetime) -> "Rules":
        """The same, with the policy in force at `instant`."""
        return self.under(bisect_right(self.policies, instant, key=lambda p: p.at))

    def calendar(self, version: int) -> Calendar:
        """That version; raises IndexError where it does not exist."""
        return self.calendars[version - 1]

    def calendar_at(self, instant: datetime) -> Calendar:
        """The version in force at `instant`."""
        return self.calendars[bisect_right(self.calendars, instant, key=lambda c: c.at) - 1]

    def calendar_after(self, version: int) -> Calendar | None:
        """The version that replaced or will replace `version`; None where it is the latest."""
        return self.calendars[version] if version < len(self.calendars) else None

    def policy_after(self, version: int) -> Policy | None:
        """The same of the policy."""
        return self.policies[version] if version < len(self.policies) else None
