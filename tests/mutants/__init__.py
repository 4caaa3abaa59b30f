"""Mutants: the program with one safeguard taken out, and the tests that must notice."""
