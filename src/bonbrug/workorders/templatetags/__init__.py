"""Tags of the pages of the work orders."""
