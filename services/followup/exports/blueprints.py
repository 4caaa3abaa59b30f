"""The routes of what leaves as a file or an address, and their words made known."""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.exports import feed_page, paper_page, public_page, recap_page, sheet_page
from services.followup.exports.words import EXPORTS
from shared import language

language.add(EXPORTS)


def blueprints() -> Sequence[Blueprint]:
    """Every route of this room."""
    rooms = (sheet_page, paper_page, recap_page, feed_page, public_page)
    return [room.blueprint for room in rooms]
