"""What both installations have in common.

Owns: the disk, the lines, the mail server and the clock of a run; the environment that its
processes are given; who may come in; and looking at processes from outside.
"""

import os
import signal
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from redis import Redis

from launcher import desk
from launcher.installation import TINDAK
from launcher.places import ROOT
from shared import config, offices, tokens
from shared.clock import ANCHOR_NAME, AnchoredClock
from shared.db import writing
from tests.faults.disk import Disk
from tests.faults.line import Line
from tests.faults.post import Post

LOCALHOST = "127.0.0.1"
ROLES = {"ombudsman": "ombudsman", "kanwil": "kanwil", "directorate": "directorate"}
REGISTERS = ("data/offices-babel.csv", "tests/faults/offices-papua.csv")
SECRET = "s" * 40
SINCE = date(2022, 1, 1)
__all__ = ["LOCALHOST", "TINDAK", "Ground"]


class Ground(ABC):
    """One installation; `close` ends it and leaves nothing. Call it from the main thread alone,
    with whose end its processes end."""

    database: str
    standing: Sequence[str] = ()
    """Faults that stand from the beginning to the end."""

    def __init__(self, begins: datetime) -> None:
        self.disk = Disk()
        self.post = Post()
        self.lines: dict[str, Line] = {}
        self.data = self.disk.folder / "d"
        self.data.mkdir()
        self._begins = begins
        self.log = self.data / "harness.log"

    @property
    def clock(self) -> AnchoredClock:
        """The clock of all its processes."""
        return AnchoredClock(self.data / ANCHOR_NAME)

    @property
    @abstractmethod
    def environment(self) -> Mapping[str, str]:
        """What its processes, and tools beside them, are given."""

    @abstractmethod
    def start(self) -> None:
        """Start everything; answers once it is ready."""

    @abstractmethod
    def tend(self) -> None:
        """Start again what has died, where nobody else does."""

    @abstractmethod
    def processes(self, role: str) -> Sequence[int]:
        """The process numbers of a role: web, worker, child (of a worker's pool), beat, broker,
        database."""

    @abstractmethod
    def cut_power(self, meanwhile: Callable[[], None]) -> None:
        """`kill -9` of everything at once; `meanwhile` is called while nothing of ours lives but
        the databases; then everything starts again."""

    @abstractmethod
    def broker(self) -> Redis:
        """A client of the broker, past every line."""

    @abstractmethod
    def broker_folder(self) -> Path:
        """Where the broker keeps its append-only file."""

    @abstractmethod
    def hosts(self, path: str) -> Sequence[int]:
        """The ports that answer `path`, in turn."""

    def close(self) -> None:
        for line in self.lines.values():
            line.close()
        self.post.close()
        self.disk.close()

    def words(self) -> str:
        """What the processes said."""
        found = [self.log, *sorted(self.data.glob("log/*.log"))]
        return "\n".join(one.read_text(errors="replace") for one in found if one.exists())

    def kill(self, pid: int) -> None:
        """`kill -9`; that it is gone already is no fault."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def everything(self) -> list[int]:
        """Every process of ours but the servers that others wrote."""
        roles = ("web", "worker", "beat")
        pids = [pid for role in roles for pid in self.processes(role)]
        return pids + [child for pid in pids for child in children(pid)]

    def let_in(self) -> Mapping[str, str]:
        """Every office is recorded; a bearer token for each, by its code, and for `admin` and
        `feed`."""
        secrets = {"feed": self.environment["TINDAK_FEED_TOKEN"]}
        rows = [row for name in REGISTERS for row in offices.read_csv((ROOT / name).read_text())]
        settings = config.load(self.environment)
        with desk.database(settings, "registry") as engine, writing(engine) as conn:
            offices.import_offices(conn, rows)
            secrets["admin"] = tokens.create(conn, "admin", None, "faults")
            for row in rows:
                role = ROLES.get(row["kind"], "unit")
                secrets[row["code"]] = tokens.create(conn, role, row["code"], "faults")
        return secrets

    def _common(self) -> dict[str, str]:
        """The same for both; no setting of the caller's gets in."""
        inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "HOME")
                     if name in os.environ}  # fmt: skip
        return {
            **inherited,
            "TINDAK_ENV": "test",
            "TINDAK_DATA": str(self.data),
            "TINDAK_CLOCK": f"{self._begins.isoformat()}@1",
            "TINDAK_SECRET_KEY": SECRET,
            "TINDAK_FEED_TOKEN": SECRET[::-1].replace("s", "f"),
            "TINDAK_SMTP_URL": f"smtp://{LOCALHOST}:{self.post.port}",
            "TINDAK_INTAKE_URL": f"http://{LOCALHOST}:{self.lines['intake'].port}",
        }


def children(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    found: list[int] = []
    for child in _children(pid):
        found += [child, *children(child)]
    return found


def words_of(pid: int) -> list[str]:
    """The command line of a process; empty where it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").split("\0")
    return []


def _children(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                yield from map(int, (task / "children").read_text().split())
