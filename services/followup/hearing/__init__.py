"""How followup hears intake.

Owns: the feed that is read, what is taken of it, and what is mended where something was lost or
did not fit.
"""
