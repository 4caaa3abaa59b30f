"""Which earlier finding a recommendation is linked to, asked of the database."""

import pytest

from tests.intake.town import LETTER, OMBUDSMAN, Town

POINT = {**LETTER["recommendations"][0], "components": ["biaya", "jangka_waktu"]}


def letter(town: Town, number: str, *points: dict[str, object]) -> tuple[str, list[str]]:
    """The letter's id, and the codes of its recommendations."""
    made = town.letter(letter={**LETTER["letter"], "number": number}, recommendations=list(points))
    return made["id"], [one["code"] for one in made["recommendations"]]


def added(town: Town, letter_id: str, **changes: object) -> str | None:
    """What another recommendation of that letter repeats."""
    answer = town.voice(OMBUDSMAN).post(
        "/recommendations", {**POINT, **changes, "letter_id": letter_id}
    )
    assert answer.status_code == 201, answer.text
    return answer.json["repeat_of"] if answer.json else None


def test_a_letters_own_recommendations_are_passed_over(town: Town) -> None:
    mine, _ = letter(town, "N/1", POINT, POINT)
    assert added(town, mine) is None


@pytest.mark.parametrize("numbers", [("N/1", "N/2"), ("N/2", "N/1")])
def test_another_letter_of_the_day_is_found_whichever_was_first(
    town: Town, numbers: tuple[str, str]
) -> None:
    made = {number: letter(town, number, POINT) for number in numbers}
    assert added(town, made["N/1"][0]) == made["N/2"][1][0]


def test_of_many_the_latest_with_a_component_in_common_is_found(town: Town) -> None:
    other = {**POINT, "components": ["sarana"]}
    _, [_, wanted] = letter(town, "N/1", POINT, POINT)
    for number in range(2, 8):
        letter(town, f"N/{number}", other, {**POINT, "unit": "LP-SGL"})
    mine, _ = letter(town, "N/9", other)
    assert added(town, mine) == wanted


def test_what_was_withdrawn_is_not_found(town: Town) -> None:
    _, [wanted] = letter(town, "N/1", POINT)
    town.letter(letter={**LETTER["letter"], "number": "N/2"}, recommendations=[POINT])
    later = town.voice(OMBUDSMAN).get("/recommendations").json["items"][-1]["id"]  # type: ignore[index]
    gone = town.voice(OMBUDSMAN).post(f"/recommendations/{later}/withdrawal", {"reason": "Salah."})
    assert gone.status_code == 201, gone.text
    mine, _ = letter(town, "N/3", {**POINT, "unit": "LP-SGL"})
    assert added(town, mine) == wanted
