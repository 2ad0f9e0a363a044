"""A work order on paper."""
