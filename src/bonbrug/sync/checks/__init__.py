"""What became of what was done before: looked at, shown, never repaired by itself."""
