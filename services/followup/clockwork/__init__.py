"""What runs by itself.

Owns: the sweep in which time speaks, the beat that asks for it, the worker and its queue, and the
pulse by which one sees that they live.
"""
