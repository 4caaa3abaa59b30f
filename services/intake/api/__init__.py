"""Intake's HTTP API, one module per resource."""

from services.intake.api import evidence, letters, lists, rulings, said
from services.intake.api.blueprint import blueprint

__all__ = ["blueprint", "evidence", "letters", "lists", "rulings", "said"]
