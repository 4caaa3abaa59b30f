"""A letter that is being written, as it stands in its form.

Owns: what was typed, block by block, and the same in the shape of `POST /letters`. Nothing is
judged here. A field's name is its path: `letter.number`, `recommendations.0.unit`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

MOST, MOST_DIGITS = 50, 4
LINES = ("legal_basis", "copy_to")
MORE_OF_LETTER = ("activity", "signatory", "issuer", "lhp_number", *LINES)
LETTER = ("number", "date", "instrument", "subject", *MORE_OF_LETTER)
CHOSEN = ("components", "maladministration")
_FOLDED = ("repeat_of", "criterion", "cause", "effect", "person_in_charge")
WORDS = ("unit", "service", "severity", "finding", "text", "received_on", "due_on", *_FOLDED)
NEVER_DUE = "never_due"
MORE_OF_BLOCK = (*_FOLDED, "maladministration", NEVER_DUE)
"""What may be left empty, and is folded away until it is not."""
Form = MultiDict[str, str]


@dataclass(frozen=True)
class Block:
    """One recommendation: what was typed, and what was ticked."""

    words: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    never_due: bool = False


EMPTY = Block({}, {})


@dataclass(frozen=True)
class Draft:
    """The letter's own fields, and its blocks in their order."""

    letter: Mapping[str, str]
    blocks: tuple[Block, ...]

    def adding(self) -> "Draft":
        """With one more block at the end, as long as a page can hold it."""
        return replace(self, blocks=(*self.blocks, EMPTY)[:MOST])

    def without(self, number: int) -> "Draft":
        """Without that block; one always stays."""
        left = self.blocks[:number] + self.blocks[number + 1 :]
        return replace(self, blocks=left or (EMPTY,))

    def body(self) -> dict[str, Any]:
        """What says something, as JSON would."""
        letter = {name: value for name, value in self.letter.items() if value}
        for name in LINES:
            if name in letter:
                letter[name] = [one.strip() for one in letter[name].splitlines() if one.strip()]  # type: ignore[assignment]
        return {"letter": letter, "recommendations": [_body(block) for block in self.blocks]}

    def fields(self) -> Iterator[tuple[str, str]]:
        """Every field of the form, to be given back as it came."""
        for name, value in self.letter.items():
            yield f"letter.{name}", value
        for number, block in enumerate(self.blocks):
            at = f"recommendations.{number}."
            for name, value in block.words.items():
                yield at + name, value
            for name, values in block.chosen.items():
                yield from ((at + name, value) for value in values)
            if block.never_due:
                yield at + NEVER_DUE, "1"


def blank() -> Draft:
    """A new letter, with one block."""
    return Draft({}, (EMPTY,))


def read(form: Form) -> Draft:
    """What stands in the form, its blocks numbered anew."""
    letter = {name: _text(form, f"letter.{name}") for name in LETTER}
    numbers = sorted({number for number in map(_number, form) if number is not None})[:MOST]
    return Draft(letter, tuple(_block(form, number) for number in numbers) or (EMPTY,))


def _block(form: Form, number: int) -> Block:
    at = f"recommendations.{number}."
    return Block(
        {name: _text(form, at + name) for name in WORDS},
        {name: tuple(form.getlist(at + name)) for name in CHOSEN},
        never_due=at + NEVER_DUE in form,
    )


def _body(block: Block) -> dict[str, Any]:
    values: dict[str, Any] = {name: value for name, value in block.words.items() if value}
    values |= {name: list(ticked) for name, ticked in block.chosen.items() if ticked}
    return values | ({"due_on": None} if block.never_due and "due_on" not in values else {})


def _number(field: str) -> int | None:
    where, _, rest = field.partition(".")
    return numbered(rest.partition(".")[0]) if where == "recommendations" else None


def numbered(text: str) -> int | None:
    """The number of a block; None where it is none that a form of ours has."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def _text(form: Form, name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()
