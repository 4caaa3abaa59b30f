"""The mail server of a run: it takes letters, makes them wait, rejects them, or hangs up on them.

Owns: one record per transaction, with the instant at which it began.
"""

import asyncio
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP as POLICY
from time import monotonic
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.places import free_port

TAKEN, DROPPED, DEFERRED, REJECTED = "taken", "dropped", "deferred", "rejected"
MODES = {
    "smtp delays": (DEFERRED, "451 4.7.1 come again later", 0.0),
    "smtp rejects": (REJECTED, "550 5.7.1 not here", 0.0),
    "smtp drops after DATA": (DROPPED, "", 0.0),
    "smtp is slow": (TAKEN, "250 taken", 2.0),
}
USUAL = (TAKEN, "250 taken", 0.0)


@dataclass(frozen=True)
class Transaction:
    """One letter as it was offered, from `at` on by the real clock. `dropped`: it was taken and the
    line cut without a word."""

    message_id: str
    to: str
    outcome: str
    at: float
    text: str


@dataclass
class Post:
    """The server; the last of `modes` is what it does now (none: it takes everything)."""

    modes: list[str] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def close(self) -> None:
        self._controller.stop()

    async def handle_DATA(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        began = monotonic()
        outcome, answer, seconds = MODES[self.modes[-1]] if self.modes else USUAL
        await asyncio.sleep(seconds)
        mail = message_from_bytes(cast(bytes, envelope.content), policy=POLICY)
        body = mail.get_body(("plain",))
        text = f"{mail['Subject']}\n{body.get_content() if body else ''}"
        to = ", ".join(envelope.rcpt_tos)
        self.transactions.append(Transaction(mail["Message-ID"], to, outcome, began, text))
        if outcome == DROPPED and server.transport:
            server.transport.close()
        return answer
