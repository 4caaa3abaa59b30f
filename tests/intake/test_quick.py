"""The quick reader reads what marshmallow reads, and leaves to it whatever is wrong."""

from typing import Any

import pytest
from marshmallow import ValidationError

from services.intake.quick import QuickReader
from services.intake.schemas import LetterSchema, PointSchema
from tests.intake.town import LETTER

POINTS: list[dict[str, Any]] = LETTER["recommendations"]
POINT = QuickReader(PointSchema())
WRONG: list[Any] = [
    {**POINTS[0], "severity": "gawat"},
    {**POINTS[0], "colour": "red"},
    {**POINTS[0], "unit": " "},
    {**POINTS[0], "finding": None},
    {**POINTS[0], "received_on": 7},
    {name: value for name, value in POINTS[0].items() if name != "text"},
    {},
    7,
    None,
]


@pytest.mark.parametrize("changes", [{}, {"due_on": None}, {"unit": "  RT-MTK "}, {"cause": ""}])
def test_a_right_row_is_read_as_marshmallow_reads_it(changes: dict[str, Any]) -> None:
    for point in POINTS:
        row = {**point, **changes}
        assert POINT.load(row) == PointSchema().load(row)
        assert POINT.load(row) == PointSchema().load(row), "also when it is remembered"
    head = LETTER["letter"]
    assert QuickReader(LetterSchema()).load(head) == LetterSchema().load(head)


@pytest.mark.parametrize("row", WRONG)
def test_a_wrong_row_has_marshmallows_faults(row: Any) -> None:
    with pytest.raises(ValidationError) as theirs:
        PointSchema().load(row)
    with pytest.raises(ValidationError) as ours:
        POINT.load(row)
    assert ours.value.messages == theirs.value.messages
    assert ours.value.valid_data == theirs.value.valid_data
