"""A work order as it leaves the house, and whether it still is what was signed."""
