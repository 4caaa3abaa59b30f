"""Everything that intake's database holds.

Owns: the whole metadata (the store's tables, and the answers kept for `Idempotency-Key`) and the
history that makes it.
"""

from pathlib import Path

from services.intake.store.tables import metadata
from shared import answers
from shared.revisions import History

answers.table(metadata)

HISTORY = History("intake", Path(__file__).parent / "migrations")
