"""`python -m bench.rivals NAME SERVER`: that rival's process, until it is ended."""

import sys
from importlib import import_module

import_module(f"bench.rivals.{sys.argv[1]}").serve(sys.argv[2])
