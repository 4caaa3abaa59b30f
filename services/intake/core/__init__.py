"""The core of intake: what may be said about a recommendation, and what it becomes.

Owns: the verbs. Each is pure: it takes what stands and answers `(what stands now, the fact to
tell)`, or raises a named refusal. What it answers must be saved:
`store.save(conn, *core.confirm(store.load(conn, id), deed, …))`.
"""

from services.intake.core.actions import Deed, Judgement, confirm, verify
from services.intake.core.receipt import acknowledge, prove_receipt
from services.intake.core.recording import Place, add, code, record
from services.intake.core.rulings import extend, reopen, supersede, withdraw

__all__ = [
    "Deed",
    "Judgement",
    "Place",
    "acknowledge",
    "add",
    "code",
    "confirm",
    "extend",
    "prove_receipt",
    "record",
    "reopen",
    "supersede",
    "verify",
    "withdraw",
]
