"""The watchman, who believes nothing that followup keeps.

Owns: the ladder told once more from what was said, and the comparison of that account with the
journal.
"""
