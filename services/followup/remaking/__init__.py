"""What followup keeps, made anew or compared with what was said.

Owns: the rebuild of a stream, the second folding that verifies it, and states of the past.
"""
