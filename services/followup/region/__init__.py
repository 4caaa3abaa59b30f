"""A region at a glance.

Owns: nothing of its own; `counts` asks the tables, `quarters` looks back, `charts` draws, `words`
says, and the pages stand in `page` and `forecast`.
"""
