"""Intake's pages: the addressee acknowledges, and confirms with a photo."""

import io
import re
from typing import Any

import pytest

from tests.intake.town import PHOTO, RUTAN, Town
from tests.pages.visitor import Visitor, signed_in

TYPED = {
    "description": "Papan SOP dipasang.",
    "completed_on": "2022-01-25",
    "extent": "full",
    "taken_on": "2022-01-25",
    "place": "Ruang tunggu",
}


def confirm(visitor: Visitor, about: str, photo: bytes | None = PHOTO, **changes: str) -> Any:
    path = f"/pelaksanaan/{about}"
    data: dict[str, Any] = {**TYPED, **changes, "csrf": visitor.token(path)}
    if photo is not None:
        data["file"] = (io.BytesIO(photo), "foto.jpg", "image/jpeg")
    return visitor.client.post(path, data=data)


def test_the_addressee_acknowledges(intake: Town) -> None:
    about = intake.first(received_on=None)
    path = f"/penerimaan/{about}"
    unit = signed_in(intake.app, RUTAN)
    wrong = unit.send(path, path, received_on="2021-01-01")
    assert wrong.status_code == 422
    assert 'id="received_on-fault"' in wrong.get_data(as_text=True)
    assert 'value="2021-01-01"' in wrong.get_data(as_text=True)
    answer = unit.send(path, path, received_on="2022-01-25")
    assert re.fullmatch(r"/rekomendasi/REK-[A-Z]+-2022-\d{4}\?seen=\d+", answer.headers["Location"])
    assert intake.read(about)["status"] == "received"
    assert unit.send(path, path, received_on="2022-01-25").status_code == 409


def test_the_head_confirms_with_a_photo_on_one_page(intake: Town) -> None:
    about = intake.first()
    unit = signed_in(intake.app, RUTAN)
    answer = confirm(unit, about)
    assert answer.status_code == 303
    read = intake.read(about)
    assert read["status"] == "awaiting_verification"
    assert [one["place"] for one in read["evidence"]] == ["Ruang tunggu"]
    seen = int(answer.headers["Location"].rpartition("=")[2])
    assert seen == len(intake.events())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"description": " "}, "description"),
        ({"extent": ""}, "extent"),
        ({"taken_on": "2030-01-01"}, "taken_on"),
        ({"completed_on": "2030-01-01"}, "completed_on"),
        ({"place": ""}, "place"),
        ({"photo": None}, "file"),
        ({"photo": b"no picture"}, "file"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_written(
    small_intake: Town, changes: dict[str, Any], field: str
) -> None:
    about = small_intake.first()
    unit = signed_in(small_intake.app, RUTAN)
    answer = confirm(unit, about, **changes)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in page
    if field != "description":
        assert "Papan SOP dipasang." in page
    assert small_intake.read(about)["evidence"] == []
    assert small_intake.read(about)["actions"] == []


def test_nobody_else_says_it(small_intake: Town) -> None:
    about = small_intake.first()
    for path in (f"/penerimaan/{about}", f"/pelaksanaan/{about}"):
        assert signed_in(small_intake.app, "LP-SGL").client.get(path).status_code == 404
        assert signed_in(small_intake.app, "KANWIL-BABEL").client.get(path).status_code == 403
        assert signed_in(small_intake.app, "OMBUDSMAN-BABEL").client.get(path).status_code == 403
        unit = signed_in(small_intake.app, RUTAN)
        assert unit.client.post(path, data=TYPED).status_code == 400
    operator = signed_in(small_intake.app, RUTAN, "operator")
    assert operator.client.get(f"/penerimaan/{about}").status_code == 200
    assert operator.client.get(f"/pelaksanaan/{about}").status_code == 403
