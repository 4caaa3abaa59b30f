"""How followup is read.

Owns: lists of cases with their filters and order, a case as it stands when somebody looks, and as
it stood on a past day.
"""
