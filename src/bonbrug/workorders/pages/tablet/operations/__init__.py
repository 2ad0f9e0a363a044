"""What a tablet did, in pieces that can wait: read, checked by the forms of the pages, and done."""
