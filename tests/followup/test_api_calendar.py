"""The calendar over HTTP."""

import pytest

from tests.followup.house import House
from tests.followup.town import BABEL, Town

LOCAL = {
    "decree": "DEMO/WALI-KOTA/2022/03",
    "note": "contoh",
    "add": [{"on": "2022-03-07", "name": "Libur", "kind": "local", "regency": "Kabupaten Bangka"}],
}


@pytest.fixture
def town(house: House) -> Town:
    return house.town


def test_a_year_as_a_regency_knows_it(house: House) -> None:
    year = house.get(BABEL, "/calendar", year=2022)
    assert (year["version"], year["year"], year["decreed_until"]) == (1, 2022, "2027-12-31")
    assert {"2022-02-01", "2022-03-03"} <= {day["on"] for day in year["holidays"]}
    assert house.get(BABEL, "/calendar")["year"] == 2022


def test_an_amendment_moves_dates(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-02-21 14:00")
    proposal = house.post("admin", "/calendar/amendments", LOCAL)
    assert proposal.status_code == 201
    digest = {"digest": proposal.json["impact"]["digest"]}
    made = house.post("admin", f"/amendments/{proposal.json['id']}/approval", digest)
    assert (made.status_code, made.json["version"]) == (201, 2)
    town.on("2022-02-21 14:01")
    case = house.get(BABEL, f"/cases/{one}")
    assert case["official_due_on"] == "2022-03-14"
    assert [card["number"] for card in earlier(house, one)] == [1]
    [day] = house.get(BABEL, "/calendar", year=2022, regency="Kabupaten Bangka")["holidays"][5:6]
    assert day["decree"] != ""
    newest, first = house.get(BABEL, "/calendar/versions")["items"]
    assert (newest["decree"], first["version"]) == (LOCAL["decree"], 1)
    assert newest["add"][0]["regency"] == "Kabupaten Bangka"


def test_wrong_amendments_are_refused(house: House) -> None:
    local = LOCAL["add"][0]
    assert isinstance(local, dict)
    for body, field in (
        ({"decree": "x"}, "add"),
        ({**LOCAL, "decree": ""}, "decree"),
        ({**LOCAL, "add": [{**local, "regency": None}]}, "add.0.regency"),
        ({**LOCAL, "add": [{**local, "kind": "public"}]}, "add.0.regency"),
        ({**LOCAL, "add": [{**local, "kind": "x"}]}, "add.0.kind"),
        ({**LOCAL, "add": [local, local]}, "add.1.on"),
        ({**LOCAL, "add": [{**local, "regency": "Kabupaten Bangak"}]}, "add.0.regency"),
    ):
        answer = house.post("admin", "/calendar/amendments", body)
        assert answer.status_code == 422, body
        assert list(answer.json["errors"]) == [field]
    assert "Kabupaten Bangka Barat" in answer.json["errors"]["add.0.regency"][0]
    answer = house.post(
        "admin", "/calendar/amendments", {**LOCAL, "add": [], "remove": [{"on": "2022-03-08"}]}
    )
    assert (answer.status_code, answer.json["type"]) == (409, "urn:tindaklanjut:not-a-holiday")


def earlier(house: House, recommendation_id: str) -> list[dict[str, object]]:
    found = house.get(BABEL, f"/cases/{recommendation_id}/deadline")["earlier"]
    assert isinstance(found, list)
    return found
