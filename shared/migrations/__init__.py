"""The registry database's history."""
