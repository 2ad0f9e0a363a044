"""The manual's example: two invented companies, ready to follow."""
