"""What a tablet did, in pieces that can wait: read, judged by the forms of the pages, and done."""
