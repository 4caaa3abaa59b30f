"""Measurements: each a module with `run(argv) -> exit code`, named by `./tindak bench NAME`."""
