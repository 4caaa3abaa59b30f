"""What was laid aside comes back case by case, some at a time, as it was."""

from services.followup.remaking.spool import Spool
from shared.chain import GENESIS, seal
from shared.events import Draft, Event
from tests.letters.story import wib


def event(seq: int, subject: str) -> Event:
    draft = Draft("action.verified", subject, {"seq": seq})
    return seal("KANWIL-BABEL", seq, wib("2022-01-25 09:00"), draft, GENESIS)


def test_cases_come_whole_and_in_pieces() -> None:
    events = [event(seq, subject) for seq, subject in enumerate("cabacdba", 1)]
    with Spool() as kept:
        kept.keep(events[:3])
        kept.keep(events[3:])
        parts = list(kept.parts(at_once=3))
    assert [list(part) for part in parts] == [["a", "b", "c"], ["d"]]
    found = [one for part in parts for events_ in part.values() for one in events_]
    assert found == sorted(events, key=lambda one: (one.subject, one.seq))
