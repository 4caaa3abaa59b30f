"""A past date is asked for and answered as things stood then."""

from datetime import datetime, timedelta

from services.followup.core.model import Escalation
from services.followup.looking import asof
from services.followup.looking.hindsight import stood as stood_then
from services.followup.looking.look import Seen
from services.followup.looking.register import Asked
from shared.db import reading
from shared.events import OfficeFacts
from tests.followup.house import House
from tests.followup.town import WIB
from tests.pages.visitor import signed_in

KANWIL, DAY = "KANWIL-BABEL", timedelta(days=1)


def a_story(house: House) -> str:
    """Recorded in January, overdue in March, decided, confirmed in May, verified."""
    about = house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-14T09:00")
    house.town.sweep()
    house.town.on("2022-05-02T09:00")
    house.town.confirm(about)
    house.town.verify(about, "implemented")
    house.town.catch_up()
    house.town.on("2022-06-01T09:00")
    return about


def stood(house: House, at: str, **asked: str) -> list[Seen]:
    instant = datetime.fromisoformat(at).replace(tzinfo=WIB)
    with reading(house.town.place.engine) as conn:
        wanted = Asked({"kanwil": KANWIL}, **asked)  # type: ignore[arg-type]
        return asof.listed(conn, wanted, instant, ("", 10), house.town.place.policy)


def test_nothing_was_before_it_was_recorded(house: House) -> None:
    a_story(house)
    assert stood(house, "2022-01-01T09:00") == []


def test_a_case_stands_as_it_did(house: House) -> None:
    a_story(house)
    [before] = stood(house, "2022-03-01T09:00")
    assert (before.case.status, before.timeliness, before.level) == ("received", "on_time", 0)
    assert before.case.escalations == ()
    [late] = stood(house, "2022-03-20T09:00")
    assert (late.case.status, late.timeliness, late.level) == ("received", "overdue", 1)
    assert [one.status for one in late.case.escalations] == ["open"]
    [done] = stood(house, "2022-05-31T09:00")
    assert (done.case.status, done.timeliness) == ("implemented", "late")
    assert done.case.escalations[0].status == "closed"


def test_filters_ask_how_it_stood_then(house: House) -> None:
    a_story(house)
    assert len(stood(house, "2022-03-20T09:00", timeliness="overdue")) == 1
    assert stood(house, "2022-03-20T09:00", timeliness="on_time") == []
    assert stood(house, "2022-03-20T09:00", status="implemented") == []
    assert len(stood(house, "2022-05-31T09:00", status="implemented")) == 1


def test_the_register_answers_for_a_past_date(house: House) -> None:
    a_story(house)
    kanwil = signed_in(house.app, KANWIL)
    then = kanwil.text("/register?pada=2022-03-20&timeliness=overdue")
    assert "Keadaan pada Minggu, 20 Maret 2022 pukul 24.00 WIB" in then
    assert "REK-BABEL-2022-0001" in then
    assert "Tingkat 1" in then
    assert "REK-BABEL-2022-0001" not in kanwil.text("/register?timeliness=overdue")
    assert "?pada=2022-03-20" in kanwil.get("/register?pada=2022-03-20")


def test_no_page_answers_for_a_date_to_come(house: House) -> None:
    house.town.on("2022-06-01T09:00")
    kanwil = signed_in(house.app, KANWIL)
    for wrong in ("2022-06-01", "2030-01-01", "kemarin"):
        assert 'id="pada-fault"' in kanwil.get(f"/register?pada={wrong}", 422)


def test_a_recommendation_stands_as_it_did_and_asks_nothing_of_anybody(house: House) -> None:
    a_story(house)
    kanwil = signed_in(house.app, KANWIL)
    page = "/rekomendasi/REK-BABEL-2022-0001"
    then = kanwil.text(f"{page}?pada=2022-03-20")
    assert "Keadaan pada Minggu, 20 Maret 2022 pukul 24.00 WIB" in then
    assert "Menunggu keputusan" in then or "putuskan eskalasi" in then
    assert "verifikasi: telah" not in then.lower()
    assert "/eskalasi/" not in kanwil.get(f"{page}?pada=2022-03-20").split("<main")[1]
    assert "telah dilaksanakan" in kanwil.text(page)
    kanwil.get(f"{page}?pada=2021-03-20", 404)
    kanwil.get(f"{page}?pada=2032-03-20", 422)


def test_no_sheet_of_today_is_offered_for_a_day_gone_by(house: House) -> None:
    a_story(house)
    kanwil = signed_in(house.app, KANWIL)
    assert "matriks.xlsx" in kanwil.get("/register")
    assert "matriks.xlsx" not in kanwil.get("/register?pada=2022-03-20")
    assert f"matriks.xlsx?kanwil={KANWIL}" in kanwil.get(f"/wilayah/{KANWIL}")


def test_a_region_stands_as_it_did(house: House) -> None:
    a_story(house)
    kanwil = signed_in(house.app, KANWIL)
    then = kanwil.text(f"/wilayah/{KANWIL}?pada=2022-03-20")
    assert "Keadaan pada Minggu, 20 Maret 2022 pukul 24.00 WIB" in then
    assert "1 terlambat, 0 jatuh tempo dalam 14 hari, 1 dalam eskalasi, 1 seluruhnya." in then
    assert "Triwulan 1 2022 1 0 1 1" in then
    assert "Triwulan 2 2022" not in then
    before = kanwil.text(f"/wilayah/{KANWIL}?pada=2022-03-01")
    assert "0 terlambat, 1 jatuh tempo dalam 14 hari, 0 dalam eskalasi, 1 seluruhnya." in before
    assert "Belum ada rekomendasi" in kanwil.text(f"/wilayah/{KANWIL}?pada=2022-01-01")
    assert "0 terlambat" in kanwil.text(f"/wilayah/{KANWIL}")


def test_the_queue_stands_as_it_did(house: House) -> None:
    a_story(house)
    kanwil = signed_in(house.app, KANWIL)
    assert "Tidak ada eskalasi yang menunggu." in kanwil.text("/eskalasi")
    page = kanwil.get("/eskalasi?pada=2022-03-20")
    assert "Keadaan pada Minggu, 20 Maret 2022 pukul 24.00 WIB" in page
    assert "/rekomendasi/REK-BABEL-2022-0001?pada=2022-03-20" in page
    assert "terbuka" in page.lower()
    assert 'method="post"' not in page.split("<main")[1]
    for empty in ("2022-03-10", "2022-05-31"):
        assert "menunggu waktu itu" in kanwil.text(f"/eskalasi?pada={empty}")
    assert "REK-" not in signed_in(house.app, "DITJENPAS").text("/eskalasi?pada=2022-03-20")
    assert 'id="pada-fault"' in kanwil.get("/eskalasi?pada=2032-01-01", 422)


def test_an_escalation_was_acknowledged_and_decided_in_its_time() -> None:
    at = datetime(2022, 3, 14, 2, tzinfo=WIB)
    one = Escalation(
        "a.1.1", 1, 1, OfficeFacts(KANWIL, "Kanwil", "kanwil", "Asia/Jakarta", ""), "closed", at,
        already_past=False, climbs_at=None, acknowledged_at=at + DAY, decided_at=at + 2 * DAY,
        closed_at=at + 9 * DAY,
    )  # fmt: skip
    days = (0, 1, 2)
    assert [stood_then(one, at + day * DAY).status for day in days] == [
        "open", "acknowledged", "decided",
    ]  # fmt: skip


def test_the_tasks_stand_as_they_did(house: House) -> None:
    a_story(house)
    unit = signed_in(house.app, "LP-SGL")
    assert "REK-" not in unit.text("/tugas")
    assert "REK-BABEL-2022-0001" in unit.text("/tugas/arsip")
    then = unit.get("/tugas?pada=2022-03-20")
    assert "/rekomendasi/REK-BABEL-2022-0001?pada=2022-03-20" in then
    assert "Terlambat" in then
    assert "REK-" not in unit.text("/tugas/arsip?pada=2022-03-20")
    assert "REK-BABEL-2022-0001" in unit.text("/tugas/arsip?pada=2022-05-31")
    assert "REK-" not in unit.text("/tugas/menunggu?pada=2022-05-01")
    assert "REK-" not in unit.text("/tugas?pada=2022-01-02")
    for path in ("/tugas", "/tugas/menunggu", "/tugas/arsip"):
        assert 'id="pada-fault"' in unit.get(f"{path}?pada=2032-01-01", 422)


def test_nobody_is_called_overdue_for_a_day_of_which_nothing_was_heard(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    house.town.intake.down = True
    house.town.on("2022-04-01T09:00")
    for office, path in (("LP-SGL", "/tugas"), (KANWIL, "/register")):
        visitor = signed_in(house.app, office)
        then = visitor.text(f"{path}?pada=2022-03-20")
        assert "Lewat tanggal, menunggu data" in then, path
        assert "Terlambat," not in then, path
    kanwil = signed_in(house.app, KANWIL)
    unheard = "ditunggu sejak Selasa, 25 Januari 2022 pukul 09.00 WIB; eskalasi sesudahnya"
    assert unheard in kanwil.text("/eskalasi?pada=2022-03-20")
    page = "/rekomendasi/REK-BABEL-2022-0001?pada=2022-03-20"
    assert "ditunggu sejak Selasa, 25 Januari 2022 pukul 09.00 WIB" in kanwil.text(page)
    house.town.intake.down = False
    for reader in (house.app.extensions["followup"],):
        reader._failed.clear()
        reader._looked.clear()
    assert "Terlambat" in kanwil.text("/register?pada=2022-03-20")
