"""Where a rule comes from, as a page says it.

Owns: that the application's own rules are named in the reader's language. A law keeps its name.
"""

from flask import Blueprint

from services.followup.core.policy import OURS
from shared import language


def source(text: str) -> str:
    """The rule's source in the reader's language."""
    return language.say("source.ours") if text == OURS else text


def register(blueprint: Blueprint) -> None:
    """Every template of the app may ask for `source(text)`."""
    blueprint.add_app_template_global(source)
