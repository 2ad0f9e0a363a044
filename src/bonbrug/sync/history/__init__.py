"""What came before the work orders of a run, for the judge: read once, and only when needed."""
