"""Numbers that the server gives go on where the backup ended."""

from services.followup.search import find, words
from shared.db import writing
from tests.backup.conftest import Empty
from tests.backup.original import Original


def test_what_is_recorded_after_the_return_can_be_searched(
    original: Original, empty: Empty
) -> None:
    place = empty()
    place.bring_back(original.file)
    with writing(place.engines["followup"]) as conn:
        assert find.having(conn, ["rek-babel"])
        words.keep(conn, [("a-new-one", "papan pengaduan")])
        assert find.having(conn, ["pengaduan", "papan"]) == ["a-new-one"]
