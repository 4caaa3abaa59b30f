"""What runs by itself.

Owns: the sweep in which time speaks, what fires in it, the beat that asks for it, and the worker
with its queue.
"""
