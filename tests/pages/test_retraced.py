"""An address that only takes forms, opened without one, leads to where its form stands."""

from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from tests.followup.house import House
from tests.intake.town import OMBUDSMAN, Town
from tests.pages.test_admin_amend import proposed
from tests.pages.visitor import Visitor, signed_in

BARE, FORMS = "0" * 8, {"POST"}


def forms_alone(app: Flask) -> Iterator[str]:
    """The addresses of pages to which a form may be sent, and which have no page to open."""
    rules = [one for one in app.url_map.iter_rules() if not one.rule.startswith("/api/")]
    opened = {shape(one) for one in rules if "GET" in (one.methods or ())}
    yield from sorted(
        shape(one) for one in rules if (one.methods or set()) & FORMS and shape(one) not in opened
    )


def shape(rule: Rule) -> str:
    """The rule with something at each of its names."""
    return "".join(BARE if dynamic else part for dynamic, part in rule._trace).partition("|")[2]


def lands(visitor: Visitor, app: Flask, path: str) -> bool:
    """Whether opening it leads to an address that has a page."""
    answer = visitor.client.get(path)
    led = answer.headers.get("Location", "")
    return answer.status_code == 303 and app.url_map.bind("localhost").test(led, "GET")


def test_every_form_of_followup_can_be_retraced(small_house: House) -> None:
    admin = signed_in(small_house.app, None)
    found = list(forms_alone(small_house.app))
    assert f"/admin/token/{BARE}/cabut" in found
    assert [one for one in found if not lands(admin, small_house.app, one)] == []


def test_every_form_of_intake_can_be_retraced(small_intake: Town) -> None:
    staff = signed_in(small_intake.app, OMBUDSMAN)
    found = list(forms_alone(small_intake.app))
    assert "/keluar" in found
    assert [one for one in found if not lands(staff, small_intake.app, one)] == []


def test_they_lead_to_the_form_itself(small_house: House) -> None:
    admin = signed_in(small_house.app, None)
    proposal = proposed(admin)
    for path, form in {
        f"/admin/token/{BARE}/cabut": "/admin/token",
        f"/admin/pengiriman/{BARE}/buang": "/admin/pengiriman",
        f"{proposal}/tolak": proposal,
    }.items():
        assert admin.client.get(path).headers["Location"] == form
        assert admin.client.get(path, follow_redirects=True).status_code == 200
    ombudsman = signed_in(small_house.app, OMBUDSMAN)
    assert ombudsman.client.get("/tenggat").headers["Location"] == "/surat/baru"


def test_programs_are_told_what_they_may_do(small_intake: Town) -> None:
    answer = small_intake.voice(OMBUDSMAN).get("/letters")
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert "POST" in answer.headers["Allow"]


def test_only_opening_leads_on(small_intake: Town) -> None:
    staff = signed_in(small_intake.app, OMBUDSMAN)
    assert staff.client.delete("/keluar").status_code == 405


def test_what_an_address_hides_is_not_led_to(small_intake: Town) -> None:
    client = small_intake.app.test_client()
    for hidden in ("%0D%0Ab", "a%3Fb", "a%23b"):
        answer = client.get(f"/pelaksanaan/{hidden}/berkas/x")
        assert answer.status_code == 303
        assert answer.headers["Location"].lower() == f"/pelaksanaan/{hidden}/berkas".lower()
