"""Pages of the operator: state and lateness of every firm, and of none what it is about."""
