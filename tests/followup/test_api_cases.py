"""Cases over HTTP: the contract's shapes, right answers with every worker stopped, and scopes."""

import re
from datetime import datetime

import pytest

from tests.followup.house import House
from tests.followup.town import BABEL, Town, office

CONTRACT = {
    "recommendation_id", "code", "unit", "status", "official_due_on", "internal_due_on", "due_at",
    "timeliness", "level", "clock", "next_at", "journal",
}  # fmt: skip
UNIT, OTHER = "LP-SGL", "RT-MTK"


@pytest.fixture
def town(house: House) -> Town:
    return house.town


def test_a_case_has_the_contracts_shape(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    case = house.get(UNIT, f"/cases/{one}")
    assert set(case) >= CONTRACT
    assert (case["unit"], case["kanwil"], case["status"]) == (UNIT, BABEL, "received")
    assert (case["official_due_on"], case["due_at"]) == (
        "2022-03-11",
        "2022-03-11T17:00:00.000000Z",
    )
    assert (case["timeliness"], case["clock"], case["level"]) == ("on_time", "running", 0)
    assert [line["kind"] for line in case["journal"]] == ["recorded"]
    assert case["journal"][0]["to"] == [UNIT]
    assert case["catching_up"] is False


@pytest.mark.parametrize(
    ("on", "timeliness"),
    [("2022-03-01", "on_time"), ("2022-03-06", "due_soon"), ("2022-03-12", "overdue")],
)
def test_timeliness_needs_no_worker(house: House, town: Town, on: str, timeliness: str) -> None:
    one = town.record()
    town.catch_up()
    town.on(on)
    assert house.get(UNIT, f"/cases/{one}")["timeliness"] == timeliness
    for other in ("on_time", "due_soon", "overdue", "late", "no_deadline", "not_started"):
        found = house.get(UNIT, "/cases", timeliness=other)["items"]
        assert [case["recommendation_id"] for case in found] == (
            [one] if other == timeliness else []
        )


def test_a_receipt_is_deemed_without_a_worker(house: House, town: Town) -> None:
    one = town.record(received_on=None)
    town.catch_up()
    assert house.get(UNIT, f"/cases/{one}")["clock"] == "not_started"
    town.on("2022-03-20")
    [case] = house.get(UNIT, "/cases", timeliness="overdue")["items"]
    assert (case["receipt"], case["level"]) == ("deemed", 1)
    assert house.get(UNIT, "/cases", level=1)["items"][0]["recommendation_id"] == one
    assert town.rungs(one) == []


def test_a_confirmation_that_no_worker_brought_is_read_from_the_feed(
    house: House, town: Town
) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-03-11 23:59")
    town.confirm(one)
    town.on("2022-03-12")
    case = house.get(UNIT, f"/cases/{one}")
    assert (case["status"], case["timeliness"]) == ("awaiting_verification", "on_time")


def test_with_intake_out_of_reach_nobody_is_called_overdue(house: House, town: Town) -> None:
    one = town.record()
    known = town.catch_up()
    town.intake.down = True
    town.on("2022-03-12")
    case = house.get(UNIT, f"/cases/{one}")
    assert case["timeliness"] == "past_due_awaiting_data"
    assert datetime.fromisoformat(case["data_as_of"]) == known
    assert house.get(UNIT, "/cases", timeliness="overdue")["items"] == []
    assert len(house.get(UNIT, "/cases", timeliness="past_due_awaiting_data")["items"]) == 1


def test_who_just_wrote_reads_it(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    event = town.confirm(one)
    case = house.get(UNIT, f"/cases/{one}", seen=event.seq)
    assert (case["status"], case["catching_up"]) == ("awaiting_verification", False)


def test_a_new_case_is_found_through_its_stream(house: House, town: Town) -> None:
    one = town.record()
    case = house.get(UNIT, f"/cases/{one}", seen=1)
    assert case["recommendation_id"] == one


@pytest.mark.parametrize("who", [UNIT, BABEL, "OMBUDSMAN-BABEL", "DITJENPAS", "admin"])
def test_a_new_case_exists_without_a_worker(house: House, town: Town, who: str) -> None:
    one = town.record()
    [listed] = house.get(who, "/cases")["items"]
    assert listed["recommendation_id"] == one
    two = town.record()
    assert house.get(who, f"/cases/{two}")["recommendation_id"] == two
    three = town.record()
    assert house.get(who, f"/cases/{three}/deadline")["official_due_on"] == "2022-03-11"


def test_with_intake_out_of_reach_a_new_case_is_unknown(house: House, town: Town) -> None:
    one = town.record()
    town.intake.down = True
    assert house.get(UNIT, "/cases")["items"] == []
    assert house.ask("GET", UNIT, f"/cases/{one}").status_code == 404


def test_other_streams_than_the_askers_are_not_read(house: House, town: Town) -> None:
    town.record("KANWIL-RIAU", ombudsman=office("OMBUDSMAN-RIAU", "ombudsman"))
    assert house.get(UNIT, "/cases")["items"] == []
    assert town.intake.reads == 0


def test_a_stuck_case_says_so(house: House, town: Town) -> None:
    one = town.record()
    assert house.get(UNIT, f"/cases/{one}")["stuck_since"] is None
    town.verify(one, "a_new_word")
    case = house.get(UNIT, f"/cases/{one}", seen=2)
    assert case["stuck_since"] is not None
    assert house.get(UNIT, "/cases")["items"][0]["stuck_since"] == case["stuck_since"]


def test_an_office_goes_by_any_of_its_names(house: House, town: Town) -> None:
    one = town.record(unit=office(OTHER, "rutan"))
    for name in ("rt-mtk", " Rt-Mtk ", "Rutan Muntok"):
        [found] = house.get(BABEL, "/cases", unit=name)["items"]
        assert found["recommendation_id"] == one
    assert len(house.get("admin", "/cases", kanwil="kanwil babel")["items"]) == 1


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/cases", {"unit": "NOPE"}),
        ("/cases", {"kanwil": "NOPE"}),
        ("/cases", {"status": "zz"}),
        ("/cases", {"instrument": "zz"}),
        ("/escalations", {"status": "zz"}),
        ("/escalations", {"unit": "NOPE"}),
        ("/extension-requests", {"status": "zz"}),
    ],
)
def test_a_filter_that_means_nothing_is_refused(
    house: House, path: str, query: dict[str, str]
) -> None:
    answer = house.ask("GET", BABEL, path, query_string=query)
    assert answer.status_code == 422, answer.text
    assert list(answer.json["errors"]) == list(query)


def test_what_is_not_heard_yet_is_catching_up(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    event = town.confirm(one)
    town.intake.down = True
    case = house.get(UNIT, f"/cases/{one}", seen=event.seq)
    assert (case["status"], case["catching_up"]) == ("received", True)


def test_only_a_kanwil_is_a_stream(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    query = {"seen": 1, "stream": "MADE-UP"}
    answer = house.ask("GET", UNIT, f"/cases/{one}", query_string=query)
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["stream"])


def test_nobody_sees_beyond_the_own_office(house: House, town: Town) -> None:
    mine, other = town.record(), town.record(unit=office(OTHER, "rutan"))
    town.catch_up()
    for who, seen in {
        UNIT: [mine],
        OTHER: [other],
        BABEL: [mine, other],
        "OMBUDSMAN-BABEL": [mine, other],
        "DITJENPAS": [mine, other],
        "admin": [mine, other],
        "LPP-PGK": [],
    }.items():
        items = house.get(who, "/cases")["items"]
        assert [case["recommendation_id"] for case in items] == sorted(seen), who
    assert house.ask("GET", OTHER, f"/cases/{mine}").status_code == 404
    assert house.ask("GET", OTHER, f"/cases/{mine}/deadline").status_code == 404
    assert house.get(OTHER, "/cases", unit=UNIT)["items"] == []
    assert house.ask("GET", "service", "/cases").status_code == 403


def test_pages_follow_each_other(house: House, town: Town) -> None:
    ids = [town.record() for _ in range(5)]
    town.catch_up()
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = house.get(BABEL, "/cases", limit=2, **cursor)
        found += [case["recommendation_id"] for case in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert found == sorted(ids)


def test_filters_narrow_the_register(house: House, town: Town) -> None:
    one, two = town.record(), town.record(service="pengaduan", instrument="tindakan_korektif")
    town.catch_up()
    town.confirm(one)
    town.catch_up()
    for query, found in (
        ({"status": "awaiting_verification"}, [one]),
        ({"service": "pengaduan"}, [two]),
        ({"instrument": "saran"}, [one]),
        ({"letter_id": "letter-1"}, [one, two]),
        ({"unit": "RT-MTK"}, []),
    ):
        items = house.get(BABEL, "/cases", **query)["items"]
        assert [case["recommendation_id"] for case in items] == sorted(found), query


def test_the_card_says_why(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    card = house.get(UNIT, f"/cases/{one}/deadline")
    counted = [day for day in card["days"] if day["why"] == "counted"]
    assert (len(counted), counted[-1]["on"]) == (30, "2022-03-11")
    imlek = next(day for day in card["days"] if day["on"] == "2022-02-01")
    assert (imlek["why"], imlek["decree"][:13]) == ("public_holiday", "PyPI holidays")
    assert card["earlier"] == []


def test_a_preview_stores_nothing(house: House, town: Town) -> None:
    query = {"instrument": "rekomendasi", "received_on": "2022-01-25", "unit": "Lapas Sungai Liat"}
    card = house.get("OMBUDSMAN-BABEL", "/deadlines/preview", **query)
    assert (card["official_due_on"], card["unit_of_days"]) == ("2022-03-26", "calendar")
    assert house.get(BABEL, "/cases")["items"] == []
    bad = house.ask("GET", UNIT, "/deadlines/preview", query_string={**query, "instrument": "x"})
    assert (bad.status_code, list(bad.json["errors"])) == (422, ["instrument"])
    nobody = house.ask("GET", UNIT, "/deadlines/preview", query_string={**query, "unit": "NOPE"})
    assert (nobody.status_code, list(nobody.json["errors"])) == (422, ["unit"])
    far = {**query, "received_on": "9999-12-31"}
    assert house.ask("GET", UNIT, "/deadlines/preview", query_string=far).status_code == 422


def test_instants_are_utc(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    case = house.get(UNIT, f"/cases/{one}")
    instants = [case["sent_at"], case["due_at"], case["next_at"], case["data_as_of"]]
    instants += [case["journal"][0]["at"], case["journal"][0]["recorded_at"]]
    for at in instants:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", at), at


def test_a_sequence_that_does_not_exist_is_never_caught_up(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    assert house.get(UNIT, f"/cases/{one}", seen=99)["catching_up"] is True
