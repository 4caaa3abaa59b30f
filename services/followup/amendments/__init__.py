"""Amendments of the calendar and of the policy, by two accounts.

Owns: what is proposed, what it would move, and the word of whoever approves or refuses it.
"""
