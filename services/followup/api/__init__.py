"""The API of followup, one module for each resource."""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.api import (
    amendments,
    calendars,
    cases,
    deadlines,
    escalations,
    policies,
    requests,
)


def blueprints() -> Sequence[Blueprint]:
    """Every resource's routes."""
    modules = (cases, deadlines, escalations, requests, calendars, policies, amendments)
    return [module.blueprint for module in modules]
