"""A town in which much goes on: more of everything that lists show."""

from itertools import cycle, islice

from tests.hostile.stock import HERE
from tests.intake.town import LETTER
from tests.pages.bars.town import TODAY, Town

SERVICES = ("kunjungan", "pengaduan", "informasi", "remisi", "integrasi", "makanan")
UNITS = (HERE.unit, HERE.unit, "LP-SGL", HERE.kanwil)


def crowd(town: Town, count: int) -> None:
    """So many letters more, of one recommendation each; a third are late, a third confirmed, and
    half of the rest wait for more time."""
    towns = town.world.town
    ids = []
    for number, unit in enumerate(islice(cycle(UNITS), count)):
        late = number % 3 == 0
        day = "2022-01-25" if late else "2022-03-14"
        head = {**LETTER["letter"], "number": f"BANYAK/{count}/{number}", "date": day}
        service = SERVICES[number % len(SERVICES)]
        point = {**LETTER["recommendations"][0], "unit": unit, "service": service}
        body = {"letter": head, "recommendations": [{**point, "received_on": day}]}
        answer = towns.voice(HERE.ombudsman).post("/letters", body)
        assert answer.status_code == 201, answer.text
        assert answer.json
        ids.append((str(answer.json["recommendations"][0]["id"]), unit, number % 3))
    for about, unit, standing in ids:
        if standing == 1:
            towns.confirmed(about, unit)
    town.world.on(TODAY)
    for about, unit, standing in ids[: count // 2]:
        if standing == 2:
            _ask(town, about, unit)
    town.world.on(TODAY)


def _ask(town: Town, about: str, unit: str) -> None:
    body = {"new_due_on": "2022-06-30", "reason": "Perlu waktu."}
    secret = town.world.town.voice(unit).secret
    path = f"/api/v1/cases/{about}/extension-requests"
    answer = town.world.ask("POST", path, secret, json=body)
    assert answer.status_code == 201, answer.text
