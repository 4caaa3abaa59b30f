"""The fault harness: a whole installation, its people, and everything that breaks meanwhile.

`draw` makes a plan out of a seed; `march` lets it happen to real processes (`grounds`) on a
simulated clock, with faults (`kinds`) between; `eyes` judge what came of it. `./tindak faults` runs
`python -m tests.faults`.
"""
