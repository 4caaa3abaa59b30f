"""The road of an e-mail: what may be tried again and what may not."""

import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd import smtp
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from services.followup.letters.mail import (
    Letterbox,
    PassingFault,
    RefusedForGood,
    Smtp,
    transport,
)
from tests.letters.mailserver import MailServer
from tests.servers.places import free_port


def letter() -> EmailMessage:
    mail = EmailMessage(policy=POLICY)
    mail["From"], mail["To"], mail["Subject"] = "a@babel.example", "b@babel.example", "Pengingat"
    mail.set_content("Jatuh tempo – hari ini")
    return mail


def road(url: str) -> Smtp:
    found = transport(url, Path("unused"), "tindak.example")
    assert isinstance(found, Smtp)
    return found


class Refuses:
    """A server that answers at one step as it is told."""

    def __init__(self, step: str, answer: str) -> None:
        self._step, self._answer = step, answer

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's own name
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._answer if self._step == "MAIL" else "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._answer if self._step == "RCPT" else "250 OK"


@pytest.fixture
def refusing(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a server that refuses at the step and with the answer of the parameter."""
    server = Controller(Refuses(*request.param), hostname="127.0.0.1", port=free_port())
    server.start()
    yield f"smtp://127.0.0.1:{server.port}"
    server.stop()


def test_a_letter_that_is_taken_is_sent(server: MailServer) -> None:
    road(server.url).send(letter())
    assert server.subjects == ["Pengingat"]
    assert server.letters[0].get_content().strip() == "Jatuh tempo – hari ini"


@pytest.mark.parametrize(
    ("refusing", "fault"),
    [
        (("RCPT", "550 no such mailbox"), RefusedForGood),
        (("RCPT", "450 try later"), PassingFault),
        (("MAIL", "553 not from here"), RefusedForGood),
        (("MAIL", "421 closing"), PassingFault),
    ],
    indirect=["refusing"],
)
def test_the_first_digit_decides(refusing: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        road(refusing).send(letter())


@pytest.mark.parametrize(
    ("answer", "fault"),
    [("451 greylisted", PassingFault), ("554 spam", RefusedForGood), ("hang up", PassingFault)],
)
def test_what_is_said_after_the_letter_counts(
    server: MailServer, answer: str, fault: type[Exception]
) -> None:
    server.answers = [answer]
    with pytest.raises(fault):
        road(server.url).send(letter())


def test_nobody_at_home_is_a_passing_fault() -> None:
    with pytest.raises(PassingFault, match="refused"):
        road(f"smtp://127.0.0.1:{free_port()}").send(letter())


def test_a_server_that_will_not_encrypt_gets_nothing(server: MailServer) -> None:
    with pytest.raises(PassingFault, match="STARTTLS"):
        road(f"{server.url}?starttls=1").send(letter())
    assert server.letters == []


def test_a_certificate_that_nobody_vouches_for_gets_nothing(server: MailServer) -> None:
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(own)
    second = Controller(server, hostname="127.0.0.1", port=free_port(), tls_context=own)
    second.start()
    try:
        with pytest.raises(PassingFault, match="CERTIFICATE_VERIFY_FAILED"):
            road(f"smtp://127.0.0.1:{second.port}?starttls=1").send(letter())
    finally:
        second.stop()
    assert server.letters == []


@pytest.mark.parametrize(("password", "fault"), [("p@ss word", None), ("wrong", PassingFault)])
def test_user_and_password_come_from_the_url(password: str, fault: type[Exception] | None) -> None:
    def known(_server: smtp.SMTP, _s: Session, _e: Envelope, _how: str, data: Any) -> AuthResult:
        right = (data.login, data.password) == (b"kita", b"p@ss word")
        return AuthResult(success=right, handled=False)

    server = Controller(
        Refuses("none", ""),
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=known,
        auth_require_tls=False,
    )
    server.start()
    url = f"smtp://kita:{password.replace('@', '%40').replace(' ', '%20')}@127.0.0.1:{server.port}"
    try:
        if fault:
            with pytest.raises(fault, match="535"):
                road(url).send(letter())
        else:
            road(url).send(letter())
    finally:
        server.stop()


def test_the_password_is_not_shown() -> None:
    assert "rahasia" not in repr(road("smtps://kita:rahasia@mail.example"))
    assert road("smtps://kita:rahasia@mail.example").port == 465


def test_without_a_server_there_is_a_maildir(tmp_path: Path) -> None:
    box = transport(None, tmp_path, "tindak.example")
    assert isinstance(box, Letterbox)
    box.send(letter())
    assert len(list((tmp_path / "mailbox" / "new").iterdir())) == 1


def test_a_disk_that_refuses_is_a_passing_fault(tmp_path: Path) -> None:
    (tmp_path / "mailbox").write_text("a file where the folder should be")
    with pytest.raises(PassingFault):
        transport(None, tmp_path, "tindak.example").send(letter())
