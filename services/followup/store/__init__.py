"""The store of followup: its tables and the statements on them.

Owns: what is kept of each case (`casebook`), how far each stream was heard, the versions of the
calendar, what was put aside, and when the workers were last at work.
"""
