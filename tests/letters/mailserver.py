"""A real SMTP server in a thread, which takes letters, refuses them or hangs up."""

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.places import free_port

TAKEN = "250 taken"


@dataclass
class MailServer:
    """What it took lies in `letters`; `answers` are given first, one per letter, then TAKEN.
    `hang up` as an answer takes the letter and closes the line without a word."""

    answers: list[str] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    @property
    def subjects(self) -> list[str]:
        return [one["Subject"] for one in self.letters]

    def close(self) -> None:
        self._controller.stop()

    async def handle_DATA(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer in (TAKEN, "hang up"):
            content = cast(bytes, envelope.content)
            self.letters.append(message_from_bytes(content, policy=POLICY))
        if answer == "hang up" and server.transport:
            server.transport.close()
        return answer
