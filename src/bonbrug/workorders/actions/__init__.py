"""What can be done in the house of the work orders: the only modules that write."""
