"""The demonstration: the Babel office's 2022 letter goes the whole road on a simulated clock."""
