"""A decree is proposed with its impact, and comes into force by a second account's word."""

from datetime import date
from typing import Any

import pytest

from tests.followup.house import API, House
from tests.followup.town import BABEL, Town, office

LOCAL = {
    "decree": "SK 7/2022",
    "note": "contoh",
    "add": [{"on": "2022-03-07", "name": "Libur", "kind": "local", "regency": "Kabupaten Bangka"}],
}


class Admin:
    """An administrator with one token."""

    def __init__(self, house: House) -> None:
        self.house, self.headers = house, house.bearer("admin")

    def post(self, path: str, body: dict[str, Any], status: int = 201, key: str = "") -> Any:
        answer = self.house.app.test_client().post(
            API + path,
            json=body,
            headers={**self.headers, **({"Idempotency-Key": key} if key else {})},
        )
        assert answer.status_code == status, answer.text
        return answer.json

    def get(self, path: str, **query: Any) -> Any:
        client = self.house.app.test_client()
        answer = client.get(API + path, headers=self.headers, query_string=query)
        assert answer.status_code == 200, answer.text
        return answer.json

    def propose(self, body: dict[str, Any], kind: str = "calendar") -> Any:
        return self.post(f"/{kind}/amendments", body)

    def approve(self, proposal: Any, status: int = 201) -> Any:
        digest = proposal["impact"]["digest"]
        return self.post(f"/amendments/{proposal['id']}/approval", {"digest": digest}, status)


@pytest.fixture
def town(house: House) -> Town:
    return house.town


@pytest.fixture
def first(house: House) -> Admin:
    return Admin(house)


@pytest.fixture
def second(house: House) -> Admin:
    return Admin(house)


def test_the_impact_is_told_and_nothing_moves_yet(town: Town, first: Admin) -> None:
    here = town.record()
    town.record(unit=office("RT-MTK", "rutan", "Kabupaten Bangka Barat"))
    town.catch_up()
    town.on("2022-03-08 14:00")
    town.sweep()
    proposal = first.propose(LOCAL)
    assert (proposal["status"], proposal["version"], proposal["kind"]) == (
        "proposed",
        None,
        "calendar",
    )
    assert proposal["add"][0]["on"] == "2022-03-07"
    totals = proposal["impact"]["totals"]
    assert (totals["looked"], totals["later"], totals["sooner"]) == (2, 1, 0)
    assert (totals["wrong"], totals["withdrawn"]) == (3, 0)
    assert totals["offices"] == [BABEL, "LP-SGL"]
    [moved] = first.get(f"/amendments/{proposal['id']}/cases")["items"]
    assert (moved["recommendation_id"], moved["before"], moved["after"]) == (
        here,
        "2022-03-11",
        "2022-03-14",
    )
    assert moved["wrong"] == ["reminder_14", "reminder_7", "reminder_3"]
    assert town.case(here).official_due_on == date(2022, 3, 11)
    assert len(first.get("/calendar/versions")["items"]) == 1


def test_a_second_account_approves_and_everything_that_was_told_happens(
    town: Town, first: Admin, second: Admin
) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-03-12 09:00")
    town.sweep()
    proposal = first.propose(LOCAL)
    [moved] = first.get(f"/amendments/{proposal['id']}/cases")["items"]
    assert (moved["withdrawn"], set(moved["told"])) == ([1], {"LP-SGL", BABEL})
    approved = second.approve(proposal)
    assert (approved["status"], approved["version"]) == ("approved", 2)
    assert approved["answered_by"]["id"] != approved["proposed_by"]["id"]
    town.on("2022-03-12 09:01")
    town.sweep()
    case = town.case(one)
    assert (case.official_due_on, case.escalations[0].status) == (date(2022, 3, 14), "withdrawn")
    journal = first.get(f"/cases/{one}")["journal"]
    assert [line["kind"] for line in journal[-2:]] == ["calendar_changed", "escalation_withdrawn"]
    assert journal[-2]["body"]["decree"] == LOCAL["decree"]
    card = first.get(f"/cases/{one}/deadline")
    assert (card["calendar_version"], card["calendar_decree"]) == (2, LOCAL["decree"])
    assert first.get("/calendar/versions")["items"][0]["decree"] == LOCAL["decree"]


def test_nobody_approves_their_own(first: Admin) -> None:
    proposal = first.propose(LOCAL)
    refused = first.approve(proposal, 403)
    assert refused["type"] == "urn:tindaklanjut:second-account-needed"
    assert first.get(f"/amendments/{proposal['id']}")["status"] == "proposed"


def test_what_changed_meanwhile_is_seen_before_it_is_approved(
    town: Town, first: Admin, second: Admin
) -> None:
    town.record()
    town.catch_up()
    town.on("2022-02-14 09:00")
    town.sweep()
    proposal = first.propose(LOCAL)
    assert proposal["impact"]["totals"]["later"] == 1
    town.record()
    town.catch_up()
    refused = second.approve(proposal, 409)
    assert refused["type"] == "urn:tindaklanjut:impact-changed"
    seen = second.get(f"/amendments/{proposal['id']}")
    assert seen["impact"]["totals"]["later"] == 2
    assert len(second.get(f"/amendments/{proposal['id']}/cases")["items"]) == 2
    assert second.approve(seen)["status"] == "approved"


def test_it_is_answered_once(first: Admin, second: Admin) -> None:
    proposal = first.propose(LOCAL)
    path = f"/amendments/{proposal['id']}"
    assert second.post(f"{path}/refusal", {"reason": "Keliru."})["reason"] == "Keliru."
    assert second.approve(proposal, 409)["type"] == "urn:tindaklanjut:amendment-answered"
    second.post(f"{path}/refusal", {"reason": "Lagi."}, 409)
    assert second.get("/calendar/versions")["items"][0]["version"] == 1
    assert [one["id"] for one in first.get("/amendments", status="refused")["items"]] == [
        proposal["id"]
    ]
    assert first.get("/amendments", status="proposed")["items"] == []


def test_who_proposed_may_take_it_back(first: Admin) -> None:
    proposal = first.propose(LOCAL)
    taken = first.post(f"/amendments/{proposal['id']}/refusal", {"reason": "Salah tanggal."})
    assert taken["status"] == "refused"


def test_what_no_longer_fits_is_not_approved(first: Admin, second: Admin) -> None:
    removal = {**LOCAL, "add": [], "remove": [{"on": "2022-03-03"}]}
    one, other = first.propose(removal), first.propose(removal)
    second.approve(one)
    answer = second.approve(other, 409)
    assert answer["type"] == "urn:tindaklanjut:not-a-holiday"


def test_a_repeated_key_proposes_once(first: Admin) -> None:
    once, again = (first.post("/calendar/amendments", LOCAL, key="satu") for _ in range(2))
    assert once["id"] == again["id"]
    assert len(first.get("/amendments")["items"]) == 1


def test_only_admins_see_and_say(house: House, first: Admin) -> None:
    proposal = first.propose(LOCAL)
    for who in (BABEL, "LP-SGL", "OMBUDSMAN-BABEL", "DITJENPAS", "service"):
        path = f"/amendments/{proposal['id']}"
        assert house.ask("GET", who, path).status_code == 403
        assert house.post(who, "/policy/amendments", {"decree": "x"}).status_code == 403
        body = {"digest": proposal["impact"]["digest"]}
        assert house.post(who, f"{path}/approval", body).status_code == 403
        assert house.post(who, f"{path}/refusal", {"reason": "x"}).status_code == 403
    for path in ("/amendments/none", "/amendments/none/cases"):
        assert house.ask("GET", "admin", path).status_code == 404


def test_the_policy_is_amended_in_the_same_way(town: Town, first: Admin, second: Admin) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-02-21 14:00")
    town.sweep()
    body = {
        "decree": "Peraturan 9/2022",
        "lengths": [{"instrument": "saran", "length": 35, "article": "Pasal 7"}],
        "reminders": [10, 2],
        "waits": [{"rung": "level_2", "days": 7}],
    }
    proposal = first.propose(body, "policy")
    assert proposal["changes"]["reminders"] == [10, 2]
    assert proposal["impact"]["totals"]["later"] == 1
    assert first.get("/policy")["version"] == 1
    assert second.approve(proposal)["version"] == 2
    town.on("2022-02-21 14:01")
    town.sweep()
    assert town.case(one).official_due_on == date(2022, 3, 18)
    policy = first.get("/policy")
    lengths = {row["name"]: (row["length"], row["article"]) for row in policy["instruments"]}
    assert (policy["version"], lengths["saran"]) == (2, (35, "Pasal 7"))
    [version] = first.get("/policy/versions")["items"]
    assert version["changes"]["waits"] == [{"rung": "level_2", "days": 7}]
    town.on("2022-03-19 00:00")
    town.sweep()
    assert town.rungs(one)[-3:] == ["reminder_10", "reminder_2", "level_1"]


def test_wrong_amendments_of_the_policy_are_refused(first: Admin) -> None:
    row = {"instrument": "saran", "length": 35, "article": "x"}
    for body, field in (
        ({}, "lengths"),
        ({"lengths": [row, row]}, "lengths.1.instrument"),
        ({"lengths": [{**row, "length": 0}]}, "lengths.0.length"),
        ({"waits": [{"rung": "level_1", "days": 1}]}, "waits.0.rung"),
        ({"reminders": []}, "reminders"),
        ({"reminder_hour": 24}, "reminder_hour"),
    ):
        answer = first.post("/policy/amendments", {"decree": "x", **body}, 422)
        assert list(answer["errors"]) == [field]
