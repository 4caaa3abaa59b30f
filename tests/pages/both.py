"""Both services at one address, over the same databases, as the embedded mode has them."""

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from services.followup.main import HISTORY
from services.followup.main import create_app as create_followup
from shared import gateway
from tests.conftest import FreshUrl
from tests.followup.town import Intake
from tests.followup.town import Town as Beside
from tests.intake import town as said
from tests.servers.moulds import upgraded
from tests.servers.places import free_port
from tests.shared.conftest import NO_BROKER


@dataclass
class Both:
    """Intake's town, followup beside it, and the address of both."""

    intake: said.Town
    followup: Beside
    address: str
    closing: Any

    def close(self) -> None:
        """Nothing of it is left running."""
        self.closing()


def build(url: FreshUrl, folder: Path) -> Both:
    """Both applications behind one gateway."""
    town = said.build(said.cast(url(), url()), NO_BROKER, folder)
    settings = replace(town.settings, followup_url_db=url())
    upgraded(settings.followup_url_db, HISTORY)
    feed = Intake(settings.intake_url_db, town.clock)
    app = create_followup(settings, feed)
    place = app.extensions["followup"].place
    both = gateway.dispatch({"intake": town.app.wsgi_app, "followup": app.wsgi_app})
    server = make_server("127.0.0.1", free_port(), both, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def close() -> None:
        server.shutdown()
        thread.join()
        server.server_close()
        for engine in (place.engine, feed.engine, app.extensions["tindak"].engines.registry):
            engine.dispose()
        said.close(town)

    beside = Beside(feed, place.engine, town.clock)
    return Both(town, beside, f"http://127.0.0.1:{server.port}", close)
