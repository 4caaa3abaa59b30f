"""With broker and intake down followup's pages stay up, and say how far behind they are."""

from datetime import timedelta

import pytest

from services.followup.looking.look import PATIENCE
from services.followup.pages.footer import duration
from services.followup.store import cursors
from shared.db import writing
from tests.followup.house import House
from tests.followup.town import BABEL
from tests.pages.test_followup import CODE, KANWIL, PAGE, UNIT, english, overdue
from tests.pages.visitor import Visitor, signed_in

SINCE = "Senin, 14 Maret 2022 pukul 09.00 WIB"
UNREACHABLE = "layanan pencatatan tidak dapat dihubungi, jadi yang terbaru belum tampil"
PAGES = (
    (UNIT, "/tugas"),
    (UNIT, PAGE),
    (KANWIL, "/tugas"),
    (KANWIL, "/eskalasi"),
    (KANWIL, "/register"),
    ("DITJENPAS", "/eskalasi"),
    ("OMBUDSMAN-BABEL", "/register"),
    (None, "/register"),
)


def cut(house: House) -> None:
    """Nobody has looked for a while, and intake is gone; the broker never was there."""
    house.town.intake.down = True
    house.town.on("2022-03-14T11:03")
    house.app.extensions["followup"]._looked.clear()


@pytest.mark.parametrize(("office", "path"), PAGES)
def test_each_page_stays_up_and_says_how_far_behind(
    small_house: House, office: str | None, path: str
) -> None:
    overdue(small_house)
    visitor = signed_in(small_house.app, office)
    assert f"Data sampai {SINCE}. Waktu sekarang {SINCE}." in visitor.text(path)
    cut(small_house)
    shown = visitor.text(path)
    assert f"Data sampai {SINCE}, tertinggal 2 jam 3 menit: {UNREACHABLE}." in shown
    assert "Waktu sekarang Senin, 14 Maret 2022 pukul 11.03 WIB." in shown


def test_the_same_in_english(small_house: House) -> None:
    overdue(small_house)
    visitor = english(signed_in(small_house.app, KANWIL))
    visitor.text("/eskalasi")
    cut(small_house)
    assert (
        "Data as of Monday, 14 March 2022 at 09.00 WIB, 2 h 3 min behind: the recording service"
        " cannot be reached, so the latest is not shown yet." in visitor.text("/eskalasi")
    )


def test_what_intake_says_again_is_shown_and_no_lag_remains(house: House) -> None:
    overdue(house)
    kanwil = signed_in(house.app, KANWIL)
    cut(house)
    assert "tertinggal" in kanwil.text("/register")
    house.town.record()
    house.town.intake.down = False
    wait_no_longer(house)
    shown = kanwil.text("/register")
    assert "REK-BABEL-2022-0002" in shown
    assert "tertinggal" not in shown
    assert "Data sampai Senin, 14 Maret 2022 pukul 11.03 WIB." in shown


def test_a_process_that_never_reached_intake_says_what_the_database_knows(house: House) -> None:
    """It began during the outage: what workers heard before is what it can vouch for."""
    overdue(house)
    cut(house)
    assert f"Data sampai {SINCE}, tertinggal 2 jam" in signed_in(house.app, KANWIL).text(PAGE)


def test_where_nothing_was_ever_heard_that_is_said(small_house: House) -> None:
    cut(small_house)
    shown = signed_in(small_house.app, UNIT).text("/tugas")
    assert "Belum ada data dari layanan pencatatan. Waktu sekarang" in shown


def test_a_stream_that_stands_is_told_apart(small_house: House) -> None:
    overdue(small_house)
    with writing(small_house.town.place.engine) as conn:
        cursors.poison(conn, BABEL, 2, "it does not follow")
    shown = signed_in(small_house.app, KANWIL).text("/eskalasi")
    assert "aliran data berhenti dan menunggu perbaikan oleh admin" in shown


def test_a_page_for_nobody_says_nothing_of_data(small_house: House) -> None:
    answer = Visitor(small_house.app).client.get("/nowhere")
    assert answer.status_code == 404
    assert "Data sampai" not in answer.text


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (timedelta(seconds=59), "kurang dari satu menit"),
        (timedelta(seconds=60), "1 menit"),
        (timedelta(hours=1), "1 jam 0 menit"),
        (timedelta(hours=47, minutes=59), "1 hari 23 jam"),
    ],
)
def test_a_time_is_said_in_its_two_largest_units(
    small_house: House, time: timedelta, said: str
) -> None:
    with small_house.app.test_request_context("/"):
        assert duration(time) == said


def test_the_lists_of_the_api_say_it_too(house: House) -> None:
    overdue(house)
    for path in ("/cases", "/escalations", "/extension-requests"):
        reached = house.get(KANWIL, path)["data"]
        assert (reached["behind_seconds"], reached["behind_because"]) == (0, None)
        assert reached["known_to"] <= reached["as_of"]
    cut(house)
    for path in ("/cases", "/escalations", "/extension-requests"):
        answer = house.get(KANWIL, path)
        assert answer["data"]["behind_because"] == "unreachable"
        assert 7379 <= answer["data"]["behind_seconds"] <= 7380
        assert answer["data"]["as_of"].startswith("2022-03-14T02:00:00.")
    [case] = house.get(KANWIL, "/cases")["items"]
    one = house.get(KANWIL, f"/cases/{case['recommendation_id']}")
    assert one["code"] == CODE
    assert one["data_as_of"] < "2022-03-14T02:00:01"


def wait_no_longer(house: House) -> None:
    """As if whoever failed to reach intake had waited long enough."""
    reader = house.app.extensions["followup"]
    for name in reader._failed:
        reader._failed[name] -= PATIENCE


def test_who_looks_twice_with_every_worker_stopped_is_told_of_what_fell_due_between(
    house: House,
) -> None:
    """The first look hears the stream beyond the reminder for which the case waits."""
    house.town.record()
    house.town.catch_up()
    kanwil = signed_in(house.app, KANWIL)
    house.town.on("2022-03-11T09:00")
    assert "Segera jatuh tempo" in kanwil.text("/register")
    house.town.on("2022-03-14T09:00")
    assert "Terlambat, lewat 1 hari kerja" in kanwil.text("/register")
    assert "1 terlambat" in kanwil.text(f"/wilayah/{KANWIL}")
