"""A region at a glance: counted in the database, right with every worker stopped."""

from datetime import date

from services.followup.region import quarters
from tests.followup.house import House
from tests.pages.visitor import signed_in, words

UNIT, KANWIL = "LP-SGL", "KANWIL-BABEL"
PAGE = f"/wilayah/{KANWIL}"


def test_a_kanwil_sees_its_units_by_status_and_what_falls_due(house: House) -> None:
    first = house.town.record()
    house.town.record()
    house.town.catch_up()
    house.town.confirm(first)
    house.town.catch_up()
    house.town.on("2022-03-04T09:00")
    kanwil = signed_in(house.app, KANWIL)
    assert kanwil.client.get("/wilayah").headers["Location"] == PAGE
    shown = kanwil.text(PAGE)
    assert "0 terlambat, 1 jatuh tempo dalam 14 hari, 0 dalam eskalasi, 2 seluruhnya." in shown
    assert "Jumat, 11 Maret 2022 pukul 24.00 WIB" in shown
    assert f"/register?unit={UNIT}&amp;status=awaiting_verification" in kanwil.get(PAGE)


def test_overdue_is_told_with_every_worker_stopped(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-12T00:01")
    assert "1 terlambat, 0 jatuh tempo" in signed_in(house.app, KANWIL).text(PAGE)


def test_nobody_is_counted_overdue_while_intake_is_out_of_reach(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-12T00:01")
    house.town.intake.down = True
    shown = signed_in(house.app, KANWIL).text(PAGE)
    assert "0 terlambat, 0 jatuh tempo" in shown
    assert "Triwulan 1 2022 1 0 0 0" in shown


def test_a_quarter_keeps_what_stood_at_its_end(house: House) -> None:
    about = house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-14T09:00")
    house.town.sweep()
    house.town.on("2022-05-02T09:00")
    house.town.confirm(about)
    house.town.verify(about, "implemented")
    house.town.catch_up()
    house.town.on("2022-05-02T09:01")
    shown = signed_in(house.app, KANWIL).text(PAGE)
    assert "Triwulan 1 2022 1 0 1 1" in shown
    print(shown[shown.index("Triwulan 1 2022") :][:200])
    assert "Triwulan 2 2022 0 1 0 0" in shown


def test_the_directorate_compares_regions_and_opens_one(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    directorate = signed_in(house.app, "DITJENPAS")
    shown = directorate.get("/wilayah")
    assert f'href="{PAGE}"' in shown
    assert "1 seluruhnya" in directorate.text(PAGE)


def test_nobody_sees_another_region_and_a_unit_none(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    signed_in(house.app, KANWIL).get("/wilayah/KANWIL-SUMSEL", 404)
    signed_in(house.app, UNIT).get(PAGE, 403)


def test_an_empty_region_says_what_would_stand_there(house: House) -> None:
    assert "Belum ada rekomendasi" in signed_in(house.app, KANWIL).text(PAGE)


def test_the_quarters_end_where_the_zone_says() -> None:
    [first, last] = quarters.last(2, date(2022, 1, 31), "Asia/Jakarta")
    assert (first.year, first.number, last.year, last.number) == (2021, 4, 2022, 1)
    assert first.ends_at == last.begins_at
    assert last.begins_at.isoformat() == "2021-12-31T17:00:00+00:00"


def test_the_forecast_tells_what_is_to_come_until_a_date(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-04T09:00")
    kanwil = signed_in(house.app, KANWIL)
    near = kanwil.text("/perkiraan?sampai=2022-03-11")
    assert "REK-BABEL-2022-0001" in near
    assert "eskalasi" not in near.split("REK-BABEL-2022-0001")[1]
    far = kanwil.text("/perkiraan?sampai=2022-04-30")
    assert "eskalasi" in far.split("REK-BABEL-2022-0001")[1].lower()
    told = far.split("REK-BABEL-2022-0001")[1]
    house.town.on("2022-03-14T09:00")
    assert "0 terlambat" not in kanwil.text(PAGE)
    assert told


def test_the_forecast_names_a_wrong_date_at_its_field(house: House) -> None:
    kanwil = signed_in(house.app, KANWIL)
    for wrong in ("2020-01-01", "x", "2199-01-01"):
        assert "Pilih tanggal" in words(kanwil.get(f"/perkiraan?sampai={wrong}", 422))
    assert "Tidak ada yang akan terjadi" in kanwil.text("/perkiraan?sesudah=x|y")
