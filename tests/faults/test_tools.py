"""What breaks things really does."""

import errno
import os
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

import pytest

from tests.faults.disk import Disk
from tests.faults.grounds.spread import two_minutes_off
from tests.faults.line import Line
from tests.faults.post import DEFERRED, DROPPED, REJECTED, TAKEN, Post


class Echo:
    """Says back what it hears, one connection after the other."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._pool = ThreadPoolExecutor(8)
        self._pool.submit(self._serve)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self._pool.submit(self._answer, line)

    def _answer(self, line: socket.socket) -> None:
        with line:
            try:
                while heard := line.recv(100):
                    line.sendall(heard)
            except OSError:
                return

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._pool.shutdown()


@pytest.fixture
def line() -> Iterator[Line]:
    echo = Echo()
    made = Line([echo.port])
    yield made
    made.close()
    echo.close()


@pytest.fixture
def caller(line: Line) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", line.port), timeout=5) as made:
        assert asked(made, b"1") == b"1"
        yield made


def asked(caller: socket.socket, words: bytes) -> bytes:
    caller.sendall(words)
    return caller.recv(100)


def test_a_reset_cuts_those_that_stand_and_no_others(line: Line, caller: socket.socket) -> None:
    line.break_("reset")
    with pytest.raises(ConnectionResetError):
        asked(caller, b"2")
    with socket.create_connection(("127.0.0.1", line.port), timeout=5) as other:
        assert asked(other, b"3") == b"3"


def test_what_is_frozen_is_told_nothing_and_flows_on_later(
    line: Line, caller: socket.socket
) -> None:
    line.break_("frozen")
    caller.settimeout(0.3)
    with pytest.raises(TimeoutError):
        asked(caller, b"2")
    line.mend("frozen")
    caller.settimeout(5)
    assert caller.recv(100) == b"2"


def test_what_is_refused_reaches_nobody(line: Line, caller: socket.socket) -> None:
    line.break_("refused")
    line.break_("slow")
    line.mend("slow")
    with (
        pytest.raises(ConnectionResetError),
        socket.create_connection(("127.0.0.1", line.port), timeout=5) as other,
    ):
        asked(other, b"2")
    line.mend("refused")
    with socket.create_connection(("127.0.0.1", line.port), timeout=5) as other:
        assert asked(other, b"3") == b"3"


def test_what_is_slowed_comes_later(line: Line, caller: socket.socket) -> None:
    line.break_("slow")
    caller.settimeout(0.02)
    with pytest.raises(TimeoutError):
        asked(caller, b"2")
    caller.settimeout(5)
    assert caller.recv(100) == b"2"


def test_a_full_disk_takes_nothing_until_there_is_room() -> None:
    disk = Disk()
    try:
        if not disk.own:
            pytest.skip("this process may not mount a disk of its own")
        disk.fill([])
        with pytest.raises(OSError, match="No space") as refused:
            (disk.folder / "one").write_bytes(b"1" * 5000)
        assert refused.value.errno == errno.ENOSPC
        disk.empty()
        assert (disk.folder / "one").write_bytes(b"1" * 5000) == 5000
    finally:
        disk.close()
    assert not os.path.ismount(disk.folder)


def test_a_host_may_be_two_minutes_off() -> None:
    wrong = two_minutes_off()
    if not wrong:
        pytest.skip("there is no libfaketime on this machine")
    words = [sys.executable, "-c", "import time; print(time.time())"]
    done = subprocess.run(words, env=dict(wrong), capture_output=True, text=True, check=True)
    assert time.time() - float(done.stdout) == pytest.approx(120, abs=10)


WRITER = """
import sys
for line in sys.stdin:
    try:
        open(line.strip(), "wb").write(b"1" * 5000)
        print("written", flush=True)
    except OSError as error:
        print(error.errno, flush=True)
"""


def test_where_nothing_may_be_mounted_a_process_cannot_write_files_any_longer() -> None:
    disk = Disk(may_mount=False)
    words = [sys.executable, "-c", WRITER]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, bufsize=1) as writer:
        assert writer.stdin
        assert writer.stdout
        try:
            for full, said in ((True, str(errno.EFBIG)), (False, "written")):
                disk.fill([writer.pid]) if full else disk.empty()
                writer.stdin.write(f"{disk.folder / 'one'}\n")
                assert writer.stdout.readline().strip() == said
        finally:
            writer.stdin.close()
            disk.close()


@pytest.mark.parametrize(
    ("mode", "outcome", "raised"),
    [
        (None, TAKEN, None),
        ("smtp delays", DEFERRED, smtplib.SMTPDataError),
        ("smtp rejects", REJECTED, smtplib.SMTPDataError),
        ("smtp drops after DATA", DROPPED, smtplib.SMTPServerDisconnected),
    ],
)
def test_each_mode_of_the_mail_server(
    mode: str | None, outcome: str, raised: type[Exception] | None
) -> None:
    post, mail = Post([mode] if mode else []), EmailMessage()
    mail["Message-ID"], mail["From"], mail["To"] = "<1@here>", "a@b.example", "c@d.example"
    mail.set_content("Words.")
    try:
        client = smtplib.SMTP("127.0.0.1", post.port, timeout=5)
        if raised:
            with pytest.raises(raised):
                client.send_message(mail)
        else:
            client.send_message(mail)
        client.close()
        assert [(one.message_id, one.outcome) for one in post.transactions] == [
            ("<1@here>", outcome)
        ]
    finally:
        post.close()
