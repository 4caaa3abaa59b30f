"""Intake's database's history."""

from shared.migrate import run_here

run_here()
