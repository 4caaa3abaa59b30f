"""Intake's history of migrations."""
