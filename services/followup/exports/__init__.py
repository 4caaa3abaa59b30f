"""What leaves the pages as a file or an address.

Owns: nothing of its own; the matrix, papers with a letterhead, a calendar to subscribe to, a
message to copy and the public statistics stand in its modules.
"""
