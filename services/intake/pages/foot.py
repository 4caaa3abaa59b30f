"""The foot of intake's pages.

Owns: up to when their data reaches: intake hears everything itself, so that is now.
"""

from flask import g
from flask.blueprints import BlueprintSetupState

from services.intake.pages.blueprint import blueprint
from shared import auth, language, registry, web
from shared.db import reading

NATION = "Asia/Jakarta"


@blueprint.record_once
def register(state: BlueprintSetupState) -> None:
    """The frame may ask `data_heard()`."""
    state.app.jinja_env.globals["data_heard"] = data_heard


def data_heard() -> str:
    """`Data sampai …`, by the visitor's own clock; empty where nobody is signed in."""
    if "principal" not in g:
        return ""
    with reading(web.registry()) as conn:
        office = registry.book(conn).by_code.get(auth.me().office or "")
    zone = office.time_zone if office else NATION
    at = language.dates().instant(web.clock().now(), zone)
    return f"{language.say('data_until', at=at)}."
