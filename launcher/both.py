"""Both services as one WSGI application: what `tindak web` serves."""

import os
from functools import cache
from typing import TYPE_CHECKING

from services.followup.hearing.feed import app_feed
from services.followup.main import create_app as followup
from services.intake.main import create_app as intake
from shared import config, gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from flask import Flask


@cache
def services() -> "tuple[Flask, Flask]":
    """Intake and followup, made once; whoever is forked off afterwards has them ready.

    Followup's pages read intake's feed in this process: no thread waits for another's.
    """
    settings = config.load(os.environ)
    said = intake()
    return said, followup(feed=app_feed(said, settings.feed_token))


def create_app() -> "WSGIApplication":
    """Both behind one address, as the production gateway joins them."""
    said, timed = services()
    return gateway.dispatch({gateway.INTAKE: said, gateway.FOLLOWUP: timed})


def before_forks() -> None:
    """Make them now, and close every connection that this opened: none bears a fork."""
    for made in services():
        engines = made.extensions["tindak"].engines
        engines.registry.dispose()
        engines.own.dispose()
