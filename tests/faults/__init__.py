"""The fault harness: a whole installation, its people, and everything that breaks meanwhile.

`plan` draws from a seed what happens; `march` lets it happen to real processes (`grounds`) on a
simulated clock, with faults (`kinds`) between; `eyes` judges what came of it. `python -m tests.faults`
is what `./tindak faults` runs.
"""
