"""Work orders → books: one invoice of each, once."""
