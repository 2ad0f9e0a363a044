"""What an invoice says: the lines of a work order, its heading, and every reason why not."""
