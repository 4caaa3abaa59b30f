"""What the administrator's templates may do with a value.

Owns: the filters. A code becomes a pair of itself and its word, for a choice of a form.
"""

from flask import Blueprint

from shared import language

Pair = tuple[str, str]


def register(blueprint: Blueprint) -> None:
    """Templates of the app may use them."""
    for made in (paired, zoned, itself, rung_word, capitalize_first):
        blueprint.add_app_template_filter(made, made.__name__)


def paired(code: str, group: str) -> Pair:
    """The code, and its word."""
    return code, capitalize_first(language.word(group, code))


def zoned(zone: str) -> Pair:
    """A time zone, and how it is called."""
    return zone, f"{language.dates().zone_name(zone)} ({zone})"


def itself(text: str) -> Pair:
    """A text that needs no word."""
    return text, text


def rung_word(name: str) -> str:
    """`reminder_7` → `pengingat 7 hari`."""
    kind, _, days = name.rpartition("_")
    if kind == "reminder" and days.isdigit():
        return language.say("admin.rung_of_days", days=days)
    return language.word("rung", name)


def capitalize_first(text: str) -> str:
    """The first letter a capital, the others as they are."""
    return text[:1].upper() + text[1:]
