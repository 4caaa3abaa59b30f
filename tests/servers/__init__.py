"""Real servers for tests: PostgreSQL and Valkey, each bound to the life of the test process."""
