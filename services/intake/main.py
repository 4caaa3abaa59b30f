"""Intake as a process.

Owns: putting its parts together, once per process; only here is the environment read.
"""

import atexit
import os

from flask import Flask

from services.intake import api, feed, pages
from services.intake.api.evidence import DAMAGED
from services.intake.pages import ombudsman
from services.intake.publish import Publisher
from services.intake.schema import HISTORY
from shared import config, logs, signin, signin_pages
from shared.config import Settings
from shared.db import open_engine
from shared.entrance import link_pages, provider, provider_pages
from shared.revisions import REGISTRY, check
from shared.web import Engines, build_app

TITLE = "Tindak Lanjut: what is said about recommendations"


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application, by the environment where no settings are given. Raises ConfigError
    where a setting is wrong or a database is not at this program's schema."""
    if settings is None:
        logs.configure()
        settings = config.load(os.environ)
    engines = Engines(open_engine(settings.registry_url), open_engine(settings.intake_url_db))
    check(engines.registry, REGISTRY)
    check(engines.own, HISTORY)
    publisher = Publisher(settings.broker_url)
    app = build_app(
        "intake",
        TITLE,
        settings,
        engines,
        (
            signin.blueprint,
            signin_pages.blueprint,
            link_pages.blueprint,
            provider_pages.blueprint,
            api.blueprint,
            feed.blueprint,
            pages.blueprint,
            *ombudsman.blueprints(),
        ),
        checks={"broker": publisher.answers},
        collectors=(*publisher.collectors, DAMAGED),
    )
    app.extensions["publisher"] = publisher
    provider.register(app, settings)
    atexit.register(publisher.stop)
    return app
