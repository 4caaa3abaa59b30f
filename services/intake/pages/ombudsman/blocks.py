"""What the forms of a letter show beside what was typed.

Owns: what can be chosen, which folded part stands open, what the fields are called where one is
wrong and in which order that is said, and a second reader's advice, block by block.
"""

from collections.abc import Mapping

from services.intake.core import words as known
from services.intake.pages.ombudsman import draft
from services.intake.pages.ombudsman.advice import advice
from services.intake.pages.ombudsman.draft import Draft
from services.intake.schemas import Parsed
from shared import language

CHOICES = {
    "instrument": tuple(known.INSTRUMENTS),
    "service": known.SERVICES,
    "severity": known.SEVERITIES,
    "components": known.COMPONENTS,
    "maladministration": known.MALADMINISTRATION,
}


def opened(typed: Draft, faults: Mapping[str, str]) -> set[str]:
    """The paths before the fields of each folded part in which something stands, or is wrong."""
    said = {path for path, value in typed.fields() if value} | set(faults)
    folded = (*draft.MORE_OF_LETTER, *draft.MORE_OF_BLOCK)
    return {path[: -len(name)] for path in said for name in folded if path.endswith(f".{name}")}


def titles(faults: Mapping[str, str]) -> dict[str, str]:
    """What the page calls the fields of those paths: of a recommendation's, which one's as well."""
    found = {}
    for path in faults:
        place, *between, name = path.split(".")
        if place == "recommendations" and name in (*draft.WORDS, *draft.CHOSEN):
            number = language.say("point", number=int(between[0]) + 1)
            found[path] = f"{number}, {language.say(f'point.{name}')}"
        elif place == "letter" and name in draft.LETTER:
            found[path] = language.say(path)
    return found


def in_order(faults: Mapping[str, str]) -> dict[str, str]:
    """As the fields stand on the page: the letter's first, then block by block."""
    names = [*draft.LETTER, *draft.WORDS, *draft.CHOSEN]

    def key(path: str) -> tuple[int, int]:
        *_, name = path.split(".")
        number = path.split(".")[1]
        block = int(number) if path.startswith("recommendations.") and number.isdecimal() else -1
        return block, names.index(name) if name in names else len(names)

    return {path: faults[path] for path in sorted(faults, key=key)}


def advice_on(parsed: Parsed) -> Mapping[int, list[str]]:
    """What is to be noted before sending, by the number of the block."""
    said: dict[int, list[str]] = {}
    for number, key in advice(parsed.points):
        said.setdefault(number, []).append(language.say(key))
    return said
