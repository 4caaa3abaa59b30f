"""How an e-mail leaves the house.

Owns: the two roads, SMTP and a Maildir on the disk, and telling what may be tried again
(PassingFault) from what may not (RefusedForGood).
"""

import contextlib
import mailbox
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465}


class PassingFault(Exception):
    """The letter did not leave, or nobody knows whether; another attempt may do."""


class RefusedForGood(Exception):
    """The recipient's server will not take this letter; trying again changes nothing."""


class Transport(Protocol):
    """A road out; `send` returns only once the letter is taken."""

    def send(self, mail: EmailMessage) -> None:
        """Send it; raises PassingFault or RefusedForGood."""
        ...


@dataclass(frozen=True)
class Smtp:
    """A mail server, from `smtp://user:pass@host:port?starttls=1` or `smtps://…`."""

    host: str
    port: int
    tls: bool
    starttls: bool
    greeting: str
    user: str | None = None
    password: str = ""

    def __repr__(self) -> str:
        return f"Smtp({self.host}:{self.port})"

    def send(self, mail: EmailMessage) -> None:
        """Send it; a fault after the server's last word is none. Raises as in Transport."""
        server = self._open()
        try:
            server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(error.recipients) from error
        except smtplib.SMTPResponseException as error:
            raise _fault(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise PassingFault(_reason(error)) from error
        finally:
            _leave(server)

    def _open(self) -> smtplib.SMTP:
        """A session ready to send; whatever goes wrong here is no fault of the letter."""
        server: smtplib.SMTP | None = None
        try:
            server = self._connect()
            if self.starttls:
                server.starttls(context=ssl.create_default_context())
            if self.user is not None:
                server.login(self.user, self.password)
        except (smtplib.SMTPException, OSError) as error:
            if server is not None:
                _leave(server)
            raise PassingFault(_reason(error)) from error
        return server

    def _connect(self) -> smtplib.SMTP:
        if self.tls:
            trust = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                self.host, self.port, self.greeting, timeout=SECONDS, context=trust
            )
        return smtplib.SMTP(self.host, self.port, self.greeting, timeout=SECONDS)


@dataclass(frozen=True)
class Letterbox:
    """A Maildir: where letters lie when no mail server is named."""

    folder: Path

    def send(self, mail: EmailMessage) -> None:
        """Lay it into the folder; raises PassingFault where the disk refuses."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            box = mailbox.Maildir(self.folder)
            box.add(mailbox.MaildirMessage(mail))
        except (mailbox.Error, OSError) as error:
            raise PassingFault(_reason(error)) from error


def transport(smtp_url: str | None, data: Path, host: str) -> Transport:
    """The mail server that `smtp_url` names, else the Maildir `mailbox` in `data`.

    `host` is the name under which this installation greets other servers.
    """
    if not smtp_url:
        return Letterbox(data / "mailbox")
    url = urlsplit(smtp_url)
    user = None if url.username is None else unquote(url.username)
    return Smtp(
        host=url.hostname or "localhost",
        port=url.port or PORTS[url.scheme],
        tls=url.scheme == "smtps",
        starttls=parse_qs(url.query).get("starttls") == ["1"],
        greeting=host,
        user=user,
        password=unquote(url.password or ""),
    )


def _refusal(recipients: Mapping[str, tuple[int, bytes]]) -> Exception:
    """We send to one recipient at a time, so one answer is all of them."""
    code, text = next(iter(recipients.values()))
    return _fault(code, text)


def _fault(code: int, text: bytes | str) -> Exception:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    reason = f"{code} {said}"
    return RefusedForGood(reason) if 500 <= code < 600 else PassingFault(reason)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _leave(server: smtplib.SMTP) -> None:
    with contextlib.suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()
