"""Both services as one WSGI application: what `tindak web` serves."""

import os
from typing import TYPE_CHECKING

from services.followup.feed import app_feed
from services.followup.main import create_app as followup
from services.intake.main import create_app as intake
from shared import config, gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def create_app() -> "WSGIApplication":
    """Intake and followup behind one address, as the production gateway joins them.

    Followup's pages read intake's feed in this process: no thread waits for another's.
    """
    settings = config.load(os.environ)
    said = intake()
    timed = followup(feed=app_feed(said, settings.feed_token))
    return gateway.dispatch({gateway.INTAKE: said, gateway.FOLLOWUP: timed})
