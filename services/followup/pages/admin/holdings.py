"""An office that an account is to hold, as a form says it.

Owns: reading it, with the office by code, name or alias, and writing it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from shared import accounts, registry
from shared.refusal import Fault, Invalid
from shared.registry import UnknownOffice

FIELDS = ("office", "capacity", "acting", "from_on", "to_on")


@dataclass(frozen=True)
class Holds:
    """What was typed; nothing is checked yet."""

    given: dict[str, str]

    @classmethod
    def typed(cls, given: dict[str, str]) -> "Holds":
        """Out of a form's fields."""
        return cls(given)

    def write(self, conn: Connection, account_id: str) -> None:
        """Let the account hold it; raises Invalid at the field that is wrong."""
        try:
            office = registry.find(conn, self.given["office"])
        except UnknownOffice as error:
            raise Invalid({"office": [error.fault]}) from error
        accounts.hold(
            conn,
            account_id,
            office.code,
            self.given["capacity"],
            from_on=self._day("from_on"),
            to_on=self._day("to_on") if self.given["to_on"] else None,
            acting=self.given["acting"],
        )

    def _day(self, field: str) -> date:
        try:
            return date.fromisoformat(self.given[field])
        except ValueError as error:
            raise Invalid({field: [Fault("Not a valid date.")]}) from error
