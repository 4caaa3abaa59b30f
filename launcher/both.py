"""Both services as one WSGI application: what `tindak web` serves."""

from typing import TYPE_CHECKING

from shared import gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def create_app() -> "WSGIApplication":
    """Intake and followup behind one address, as the production gateway joins them."""
    from services.followup.main import create_app as followup  # noqa: PLC0415
    from services.intake.main import create_app as intake  # noqa: PLC0415

    return gateway.dispatch({gateway.INTAKE: intake(), gateway.FOLLOWUP: followup()})
