"""What delivery works with.

Owns: the bundle of followup's place, the registry (for addresses) and the road out, and the rule
that nothing leaves about a stream that is not known to its head.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Engine

from services.followup.hearing.feed import IntakeSilent, IntakeUnreachable
from services.followup.hearing.receive import StreamStopped, catch_up
from services.followup.letters.mail import Transport
from services.followup.place import Place
from shared.db import reading


class NotYetKnown(Exception):
    """A letter cannot be checked now: its stream is behind, or its case is being rebuilt."""


@dataclass(frozen=True)
class Postroom:
    """One installation's post: `sender` is the address from which letters come, `public_url`
    leads to the pages."""

    place: Place
    registry: Engine
    transport: Transport
    public_url: str
    sender: str

    @property
    def engine(self) -> Engine:
        """Followup's database."""
        return self.place.engine

    @property
    def host(self) -> str:
        """The installation's name in Message-IDs and calendar entries."""
        return urlsplit(self.public_url).hostname or "localhost"

    def now(self) -> datetime:
        """The domain's present instant."""
        with reading(self.engine) as conn:
            return self.place.now(conn)

    def known(self, streams: Iterable[str]) -> list[str]:
        """Those of the streams that could be read to their heads; once intake is silent it is not
        asked for the rest."""
        found: list[str] = []
        for stream in streams:
            try:
                catch_up(self.place, stream)
            except IntakeSilent:
                break
            except (IntakeUnreachable, StreamStopped):
                continue
            found.append(stream)
        return found

    def catch_up(self, streams: Iterable[str]) -> None:
        """Read these streams to their heads; raises NotYetKnown where one cannot be."""
        for stream in streams:
            try:
                catch_up(self.place, stream)
            except (IntakeUnreachable, StreamStopped) as error:
                raise NotYetKnown(f"{stream} is not known to its head: {error}") from error
