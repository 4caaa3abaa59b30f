"""Everything of one stream, made anew.

Owns: forgetting what the fold gave and folding again, from intake's first event. What was said
stays, in intake's stream and in followup's own; letters are kept under keys that exist once, so
none is sent twice. While a rebuild runs, the stream is behind, and says so.
"""

from sqlalchemy import delete

from services.followup import cursors
from services.followup.heal import FOLDED
from services.followup.place import Place
from services.followup.receive import catch_up
from services.followup.sweep import sweep_stream
from services.followup.tables import stuck
from shared.db import writing


def rebuild(place: Place, stream: str) -> int:
    """Fold the stream again up to its head; answers to how many cases time then spoke.

    Raises IntakeUnreachable, before anything is forgotten if it is out of reach from the start,
    or StreamStopped.
    """
    catch_up(place, stream)
    with writing(place.engine) as conn:
        cursors.lock(conn, stream)
        cursors.set_back(conn, stream)
        for table in (*FOLDED, stuck):
            conn.execute(delete(table).where(table.c.stream == stream))
    return sweep_stream(place, stream)
