"""Every table of followup's database, together.

Owns: `metadata` with all of them: the cases', the letters', the certificates', the amendments',
the calendars' addresses, the words that are searched and the kept answers'.
"""

from services.followup.amendments import tables as amendments
from services.followup.certificate import tables as certificates
from services.followup.exports import tables as exports
from services.followup.letters import tables as letters
from services.followup.search import table as searched
from services.followup.store.tables import metadata
from shared import answers

answers.table(metadata)
assert letters.letter.metadata is certificates.certificate.metadata is metadata
assert searched.case_words.metadata is metadata
assert amendments.amendment.metadata is exports.calendar_address.metadata is metadata

__all__ = ["metadata"]
