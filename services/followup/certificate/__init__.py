"""The no-miss certificate: what the daily audit found, signed, kept and told."""
