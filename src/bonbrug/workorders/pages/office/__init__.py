"""Pages for the office."""
