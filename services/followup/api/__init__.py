"""The API of followup, one module for each resource."""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.api import calendars, cases, deadlines, escalations, requests


def blueprints() -> Sequence[Blueprint]:
    """Every resource's routes."""
    return [module.blueprint for module in (cases, deadlines, escalations, requests, calendars)]
