"""Followup's web application, put together.

Owns: which blueprints, checks and numbers it has. Worker and beat do without this module, and so
without everything of the web.
"""

from flask import Flask
from sqlalchemy import Engine

from services.followup import pages
from services.followup.api import blueprints
from services.followup.api import letters as letters_api
from services.followup.api import webhooks as webhooks_api
from services.followup.api.here import keep
from services.followup.certificate import api as certificates
from services.followup.certificate.metrics import Certificates
from services.followup.health import checks, collector
from services.followup.letters.metrics import Outbox
from services.followup.pages import footer, versions
from services.followup.place import Place
from shared import web
from shared.config import Settings

TITLE = "Tindak Lanjut: followup"


def build(settings: Settings, place: Place, registry: Engine) -> Flask:
    """The application that works on this place."""
    app = web.build_app(
        "followup",
        TITLE,
        settings,
        web.Engines(registry=registry, own=place.engine),
        (
            *blueprints(),
            letters_api.blueprint,
            webhooks_api.blueprint,
            certificates.blueprint,
            *pages.blueprints(),
        ),
        checks=checks(place),
        collectors=[collector(place), Outbox(place), Certificates(place)],
    )
    keep(app, place)
    footer.register(app)
    versions.register(app)
    return app
