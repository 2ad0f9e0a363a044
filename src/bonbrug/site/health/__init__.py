"""Health for machines: lives, ready, works, and the same numbers as metrics."""
